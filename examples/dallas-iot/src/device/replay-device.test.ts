import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { UNUSABLE } from './faults.ts';
import { deviceMessages } from './replay-device.ts';
import { parseDeviceTopic, readingsTopic, statusTopic } from './topics.ts';

const csv = await readFile(new URL('../../data/readings.csv', import.meta.url), 'utf8');
const rows = csv.trimEnd().split('\n').slice(1);

describe('the replay', () => {
  const messages = deviceMessages(csv);

  it('sends the header and every row, five of them twice', () => {
    expect(rows).toHaveLength(2_665);
    expect(messages).toHaveLength(1 + 2_665 + 5);
  });

  it('changes nine rows, and leaves every other as it was measured', () => {
    const real = new Set(rows);
    const changed = messages.filter((text) => !real.has(text));
    expect(changed).toHaveLength(UNUSABLE);
    expect(changed.filter((text) => text.includes(',85.0,'))).toHaveLength(3);
    expect(changed.filter((text) => text.includes(',65535,'))).toHaveLength(2);
    expect(changed.filter((text) => text.split(',').length < 7)).toHaveLength(4);
    expect(changed[0]).toMatch(/^"date"/);
  });
});

describe('a topic', () => {
  it('tells the room, the run of the device and what it is about', () => {
    expect(parseDeviceTopic(readingsTopic('room-1', 'b7'))).toEqual({
      room: 'room-1',
      boot: 'b7',
      kind: 'readings',
    });
    expect(parseDeviceTopic(statusTopic('room-1', 'b7'))?.kind).toBe('status');
  });

  it('is none of a device when it is something else', () => {
    expect(parseDeviceTopic('office/room-1/alerts')).toBeUndefined();
    expect(parseDeviceTopic('office/a/b/readings/c')).toBeUndefined();
  });
});
