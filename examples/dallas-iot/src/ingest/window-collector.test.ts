import { describe, expect, it } from 'vitest';

import { WindowCollector } from './window-collector.ts';

const HOUR_MS = 3_600_000;
const options = { windowMs: HOUR_MS, latenessMs: 5 * 60_000 };

const row = (clock: string, id = clock) => `"${id}","2015-02-02 ${clock}:00",21,25,0,450,0.0038,0`;

function collect(...texts: string[]) {
  const collector = new WindowCollector('room-1', 'b', options);
  const closed = texts.flatMap((text) => collector.add(text));
  return { collector, closed };
}

describe('the windows of a device', () => {
  it('hold the readings of an hour each, and close once the next has well begun', () => {
    const { collector, closed } = collect(row('14:58'), row('14:59'), row('15:00'), row('15:04'));
    expect(closed).toEqual([]);
    expect(collector.add(row('15:05'))).toEqual([
      {
        room: 'room-1',
        boot: 'b',
        from: Date.UTC(2015, 1, 2, 14),
        to: Date.UTC(2015, 1, 2, 15),
        messages: [row('14:58'), row('14:59')],
      },
    ]);
    expect(collector.flush()[0]?.messages).toEqual([row('15:00'), row('15:04'), row('15:05')]);
    expect(collector.flush()).toEqual([]);
  });

  it('take a reading that comes a little late, and count one that comes too late', () => {
    const { collector, closed } = collect(
      row('14:59'),
      row('15:02'),
      row('14:57'),
      row('15:06'),
      row('14:58'),
    );
    expect(closed[0]?.messages).toEqual([row('14:59'), row('14:57')]);
    expect(collector.late).toBe(1);
  });

  it('count a message that is delivered twice once', () => {
    const { collector } = collect(row('14:10'), row('14:10'));
    expect(collector.repeated).toBe(1);
    expect(collector.flush()[0]?.messages).toEqual([row('14:10')]);
  });

  it('keep what tells no time: before the first reading, and between others', () => {
    const { collector } = collect('"date"', row('14:10'), '"14', row('14:11'));
    expect(collector.flush()[0]?.messages).toEqual(['"date"', row('14:10'), '"14', row('14:11')]);
  });

  it('leave out the hours in which nothing came', () => {
    const { closed } = collect(row('02:00'), row('09:30'));
    expect(closed.map(({ from }) => new Date(from).getUTCHours())).toEqual([2]);
  });
});
