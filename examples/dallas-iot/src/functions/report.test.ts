import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { deviceMessages } from '../device/replay-device.ts';
import { findings } from '../findings.ts';
import { WindowCollector, type MessageWindow } from '../ingest/window-collector.ts';
import { checkReading } from '../readings/check-reading.ts';
import { parseReading } from '../readings/parse-reading.ts';
import type { Reading } from '../readings/reading.ts';
import { aggregate } from '../statistics/aggregate.ts';
import { findDrifts } from '../statistics/find-drifts.ts';
import { findSteps } from '../statistics/find-steps.ts';
import { WindowStore } from '../store/window-store.ts';
import { report, type OfficeReport } from './report.ts';

const run = { room: 'room-1', boot: 'b7' };
let folder: string;
let store: WindowStore;
let result: OfficeReport;

/** What the state machines do with a window, without them. */
async function analyse(window: MessageWindow): Promise<void> {
  const readings: Reading[] = [];
  const quarantined: { error: string }[] = [];
  for (const text of window.messages) {
    try {
      readings.push(checkReading(parseReading(text)));
    } catch (error) {
      quarantined.push({ error: error instanceof Error ? error.name : 'no error' });
    }
  }
  const analysis = {
    steps: findSteps(readings),
    drifts: findDrifts(readings),
    aggregate: aggregate(readings),
  };
  await store.put({ ...run, from: window.from, to: window.to, quarantined, analysis });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgestep-iot-test-'));
  store = new WindowStore(folder);
  const csv = await readFile(new URL('../../data/readings.csv', import.meta.url), 'utf8');
  const collector = new WindowCollector('room-1', 'b7', { windowMs: 7_200_000, latenessMs: 300_000 });
  const windows = [...deviceMessages(csv).flatMap((text) => collector.add(text)), ...collector.flush()];
  for (const window of windows) await analyse(window);
  result = await report(store, run);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);

describe('the report on the real office', () => {
  it('covers every reading but the nine that the replay spoiled', () => {
    expect(result).toMatchObject({ windows: 23, readings: 2_656 });
    expect(result.quarantined).toEqual({ 'Reading.Malformed': 5, 'Reading.OutOfRange': 5 });
  });

  it('finds the lights that go on and off when people come and leave', () => {
    const explained = result.steps.filter((step) => step.explained).map((step) => step.at);
    expect(explained).toEqual(
      [
        at('2015-02-02 18:04'),
        at('2015-02-03 07:36'),
        at('2015-02-03 13:09'),
        at('2015-02-03 13:33'),
        at('2015-02-03 18:13'),
        at('2015-02-04 07:38'),
      ].map((time) => expect.toSatisfy((found: number) => Math.abs(found - time) < 60_000) as number),
    );
  });

  it('finds what nobody caused by coming: the airing on the first day, the sun on the third', () => {
    const others = result.steps.filter((step) => !step.explained);
    const about = (channel: string, direction: string, time: string) =>
      others.filter(
        (step) =>
          step.channel === channel && step.direction === direction && Math.abs(step.at - at(time)) <= 60_000,
      );
    expect(about('co2Ppm', 'down', '2015-02-02 15:55')).toHaveLength(1);
    expect(about('humidityPercent', 'down', '2015-02-02 15:55')).toHaveLength(1);
    expect(about('lightLux', 'up', '2015-02-04 09:40')).toMatchObject([{ after: 1_697.25 }]);
    expect(others).toHaveLength(6);
  });

  it('knows from the light who is there, nearly always', () => {
    expect(result.occupancy.accuracy).toBeGreaterThan(0.97);
    expect(result.occupancy.falseNegative).toBeLessThan(5);
  });

  it('is the same when a window is stored again', async () => {
    const [first] = await store.list('room-1', 'b7');
    if (first === undefined) throw new Error('nothing is stored');
    await store.put(first);
    expect(await report(store, run)).toEqual(result);
  });

  it('leaves a window without enough readings out of the statistics', async () => {
    const other = new WindowStore(join(folder, 'sparse'));
    const [first] = await store.list('room-1', 'b7');
    if (first === undefined) throw new Error('nothing is stored');
    await other.put(first);
    await other.put({ ...first, from: first.to, to: first.to + 1, analysis: null });
    expect(await report(other, run)).toMatchObject({
      windows: 2,
      readings: first.analysis?.aggregate.readings,
    });
  });

  it('can be said in words', () => {
    const lines = findings(result);
    expect(lines[0]).toContain('2656 readings in 23 windows');
    expect(lines[1]).toBe('quarantined: 5 Reading.Malformed, 5 Reading.OutOfRange');
    expect(lines.join('\n')).toContain('2015-02-02 15:55  CO2 down from');
  });

  it('refuses names that would leave the store', async () => {
    await expect(store.list('..', 'b7')).rejects.toThrow('no name of a room');
  });
});
