import { describe, expect, it } from 'vitest';

import { openWorkload } from './open-workload.ts';
import type { DroppedCase } from './report.ts';
import { runWorkload, type RunOptions } from './run-workload.ts';
import { VirtualClock } from './virtual-clock.ts';
import { caseId, type CaseDeclaration, type Workload } from './workload.ts';

const FLOOR: CaseDeclaration = {
  system: 'floor',
  durability: 'none',
  load: { kind: 'closed', concurrency: 1 },
  unitsPerOperation: 10,
};
const SUBJECT: CaseDeclaration = { ...FLOOR, system: 'subject', floor: caseId(FLOOR) };

describe('runWorkload', () => {
  it('reports rates, latencies and ratios to the floor of the same round', async () => {
    const bed = new Bed({ [caseId(FLOOR)]: [1, 2, 1], [caseId(SUBJECT)]: [3, 6, 4] });
    const [floor, subject] = await runWorkload(bed.workload, bed.workload.cases, bed.options);
    expect(floor?.unitsPerSecond).toEqual({ median: 10_000, min: 5_000, max: 10_000 });
    expect(floor?.ratios).toBeUndefined();
    expect(subject?.unitsPerSecond.median).toBeCloseTo(2_500, 6);
    expect(subject?.latency.p50Us).toBeCloseTo(4_000, -1);
    expect(subject?.rounds).toHaveLength(3);
    expect(subject?.ratios?.floor).toBe('floor/none/c1');
    // The second round was slow for both: its ratio is that of the first.
    expect(subject?.ratios?.timePerUnit.median).toBeCloseTo(3, 6);
    expect(subject?.ratios?.timePerUnit.max).toBeCloseTo(4, 6);
    expect(subject?.ratios?.p50.median).toBeCloseTo(3, 2);
    expect(subject?.ratios?.p50AddedUs.median).toBeCloseTo(3_000, -1);
  });

  it('warms up before each measurement, longer before the first, and leaves that out of the figures', async () => {
    const bed = new Bed({ [caseId(FLOOR)]: [1, 1, 1] });
    const [floor] = await runWorkload(bed.workload, [FLOOR], bed.options);
    const warmUps = 3 * 125 + 125 + 125;
    expect(bed.calls.length).toBe(warmUps + 3 * 500);
    expect(floor?.latency.count).toBe(3 * 500);
    expect(bed.settled).toBe(3);
  });

  it('gives a workload of long operations longer rounds and warm-ups', async () => {
    const bed = new Bed({ [caseId(FLOOR)]: [1, 1, 1] });
    const [floor] = await runWorkload({ ...bed.workload, roundFactor: 2 }, [FLOOR], bed.options);
    expect(floor?.latency.count).toBe(3 * 1_000);
    expect(bed.calls.length).toBe(2 * (3 * 125 + 125 + 125) + 3 * 1_000);
  });

  it('visits cases forwards and backwards in turn', async () => {
    const bed = new Bed({ [caseId(FLOOR)]: [1, 1, 1], [caseId(SUBJECT)]: [1, 1, 1] });
    await runWorkload(bed.workload, bed.workload.cases, bed.options);
    expect(bed.visits).toEqual(['1 floor', '1 subject', '2 subject', '2 floor', '3 floor', '3 subject']);
  });

  it('drops a peer that fails, and goes on with the others', async () => {
    const peer: CaseDeclaration = {
      ...FLOOR,
      system: 'peer',
      peer: { name: 'restate', comparedWith: caseId(SUBJECT) },
    };
    const cases = [FLOOR, SUBJECT, peer];
    const times = { [caseId(FLOOR)]: [1, 1, 1], [caseId(SUBJECT)]: [1, 1, 1], [caseId(peer)]: [1] };
    const bed = new Bed(times, cases);
    const reports = await runWorkload(bed.workload, cases, bed.options);
    expect(reports.map(({ system }) => system)).toEqual(['floor', 'subject']);
    expect(reports.map(({ rounds }) => rounds.length)).toEqual([3, 3]);
    expect(bed.dropped).toEqual([{ id: caseId(peer), reason: 'Error: no such round' }]);
    expect(bed.visits.filter((visit) => visit.endsWith('peer'))).toEqual(['1 peer', '2 peer']);
  });

  it('counts the processor time of the measurement for each unit', async () => {
    const bed = new Bed({ [caseId(FLOOR)]: [2, 2, 2] });
    const [floor] = await runWorkload(bed.workload, [FLOOR], bed.options);
    // Half of the time, in this bed: 2 ms an operation of 10 units are 100 µs a unit.
    expect(floor?.cpuUsPerUnit.median).toBeCloseTo(100, 6);
  });

  it('reports the lag of the generator for open load', async () => {
    const open: CaseDeclaration = { ...FLOOR, load: { kind: 'open', ratePerSecond: 100 } };
    const bed = new Bed({ [caseId(open)]: [1, 1, 1] }, [open]);
    const [report] = await runWorkload(bed.workload, [open], bed.options);
    expect(report?.launchLag?.count).toBe(report?.latency.count);
  });

  it('disposes of the workload after an error of an operation, and rejects with it', async () => {
    const bed = new Bed({ [caseId(FLOOR)]: [] });
    await expect(runWorkload(bed.workload, [FLOOR], bed.options)).rejects.toThrow('no such round');
    expect(bed.disposed).toBe(true);
  });

  it('ends between two measurements when it is told to, and disposes of the workload', async () => {
    const bed = new Bed({ [caseId(FLOOR)]: [1, 1, 1] });
    const options = { ...bed.options, signal: AbortSignal.abort(new Error('stopped')) };
    await expect(runWorkload(bed.workload, [FLOOR], options)).rejects.toThrow('stopped');
    expect(bed.disposed).toBe(true);
  });
});

/** A workload on a virtual clock: what an operation takes, in milliseconds, is told for each case and round. */
class Bed {
  readonly calls: string[] = [];
  readonly visits: string[] = [];
  readonly workload: Workload;
  readonly options: RunOptions;
  readonly dropped: DroppedCase[] = [];
  settled = 0;
  disposed = false;
  #round = 0;

  constructor(timesMs: Readonly<Record<string, readonly number[]>>, cases = [FLOOR, SUBJECT]) {
    const clock = new VirtualClock();
    const operations = Object.entries(timesMs).map(
      ([id, times]) => [id, () => this.#work(clock, id, times)] as const,
    );
    this.workload = {
      name: 'bed',
      title: 'a bed',
      unit: 'step',
      operation: 'Takes its time.',
      doesNotMeasure: [],
      cases,
      open: async () => {
        const resources = new AsyncDisposableStack();
        resources.defer(() => void (this.disposed = true));
        return openWorkload(new Map(operations), resources);
      },
    };
    this.options = {
      rounds: 3,
      secondsPerRound: 0.5,
      warmUpSeconds: 0.125,
      clock,
      cpuUs: () => clock.now() * 500,
      settle: () => void (this.settled += 1),
      onRound: (round, id) => {
        this.#round = round;
        this.visits.push(`${round} ${id.split('/')[0]}`);
      },
      onDropped: (each) => void this.dropped.push(each),
      signal: new AbortController().signal,
    };
  }

  #work(clock: VirtualClock, id: string, times: readonly number[]): void {
    this.calls.push(id);
    const ms = times[this.#round - 1];
    if (ms === undefined) throw new Error('no such round');
    clock.occupy(ms);
  }
}
