import type { MapRunWork } from '@edgestep/engine';
import { describe, expect, it } from 'vitest';

import { createMapRunWorker, type WorkPerformers, type WorkUnderWay } from './map-run-worker.ts';

const run = { executionArn: 'arn:parent', frame: 0, mapRunArn: 'arn:run' };
const reader = { resource: 'any', parameters: {}, config: {} };
const finding: MapRunWork = { kind: 'find-items', run, reader };

function child(index: number, stop = false): MapRunWork {
  const start = { kind: 'StartExecution', executionArn: `arn:child:${index}` } as never;
  return { kind: 'child', run, index, stop, redriveCount: 0, start };
}

const writing: Extract<MapRunWork, { kind: 'write-results' }> = {
  kind: 'write-results',
  run,
  stateMachineArn: 'arn:machine/each',
  executionType: 'STANDARD',
  destination: { resource: 'any', parameters: {} },
  transformation: 'NONE',
  outputType: 'JSON',
};

function working(
  perform: (work: MapRunWork, underWay: WorkUnderWay) => Promise<void>,
  stopping: () => Promise<void> = async () => {},
) {
  const stopped: string[] = [];
  const warnings: unknown[] = [];
  const end = new AbortController();
  const performers: WorkPerformers = {
    child: perform,
    'find-items': perform,
    'read-items': perform,
    'write-results': perform,
  };
  const worker = createMapRunWorker({
    performers,
    stopChild: async (executionArn) => {
      stopped.push(executionArn);
      await stopping();
    },
    log: { warn: (about: unknown) => warnings.push(about) } as never,
    signal: end.signal,
  });
  return { worker, stopped, warnings, end };
}

const report = async () => {};

describe('the work of a Map Run', () => {
  it('is done once while it is under way, and again when it is asked for later', async () => {
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    const { worker } = working(async (work) => {
      begun.push(work.kind);
      await gate.promise;
    });
    worker.perform(finding, report);
    worker.perform(finding, report);
    worker.perform(child(0), report);
    expect(begun).toEqual(['find-items', 'child']);
    gate.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    worker.perform(finding, report);
    expect(begun).toEqual(['find-items', 'child', 'find-items']);
  });

  it('leaves nobody listening when it is done', async () => {
    const told: WorkUnderWay[] = [];
    const { worker } = working(async (_, underWay) => void told.push(underWay));
    worker.perform(child(0), report);
    await new Promise((resolve) => setImmediate(resolve));
    expect([told[0]?.signal.aborted, told[0]?.stop.aborted]).toEqual([true, false]);
  });

  it('is looked after when it is asked for while it is under way; what that comes to nothing with is told', async () => {
    const { worker, warnings } = working(async (_, { onAskedAgain }) => {
      onAskedAgain(() => Promise.reject(new Error('out of reach')));
      await new Promise<never>(() => {});
    });
    worker.perform(child(0), report);
    worker.perform(child(0), report);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toMatchObject([{ err: new Error('out of reach'), mapRunArn: 'arn:run', work: 'child' }]);
  });

  it('is tried again when it could not be done', async () => {
    let attempts = 0;
    const done = Promise.withResolvers<void>();
    const { worker, warnings } = working(async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('out of reach');
      done.resolve();
    });
    worker.perform(finding, report);
    await done.promise;
    expect([attempts, warnings.length]).toEqual([3, 2]);
  });

  it('tells a child that is under way to stop, and goes on waiting for its end', async () => {
    const told: WorkUnderWay[] = [];
    const { worker } = working(async (_, underWay) => {
      told.push(underWay);
      await new Promise(() => {});
    });
    worker.perform(child(0), report);
    worker.perform(child(0, true), report);
    expect(told).toHaveLength(1);
    expect([told[0]?.stop.aborted, told[0]?.signal.aborted]).toEqual([true, false]);
  });

  it('is dropped, and children are stopped, when the run is given up', () => {
    const told: WorkUnderWay[] = [];
    const { worker, stopped } = working(async (_, underWay) => {
      told.push(underWay);
      await new Promise(() => {});
    });
    worker.perform(child(0), report);
    worker.abandon(run, ['arn:child:0'], undefined);
    expect([told[0]?.signal.aborted, stopped]).toEqual([true, ['arn:child:0']]);
  });

  it('waits, for a redriven run, until what its former attempt left to do is done', async () => {
    const stopping = Promise.withResolvers<void>();
    const told: string[] = [];
    const { worker } = working(
      async (work) => void told.push(work.kind),
      () => stopping.promise,
    );
    const { executionArn, frame, mapRunArn } = run;
    worker.abandon(run, ['arn:child:0'], writing);
    worker.perform({ ...finding, run: { executionArn, frame, mapRunArn, attempt: 1 } }, report);
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
    stopping.resolve();
    await expect.poll(() => told).toEqual(['write-results', 'find-items']);
  });

  it('is dropped without stopping anything when another node owns the partition', () => {
    const told: WorkUnderWay[] = [];
    const { worker, stopped } = working(async (_, underWay) => {
      told.push(underWay);
      await new Promise(() => {});
    });
    worker.perform(child(0), report);
    worker.release(run);
    expect([told[0]?.signal.aborted, stopped]).toEqual([true, []]);
  });
});
