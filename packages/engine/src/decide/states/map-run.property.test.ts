import type { ChildOutcome } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN } from '../../../test/events.ts';
import { runInMemory, type RunOptions } from '../../../test/run-in-memory.ts';
import { fold } from '../../evolve/fold.ts';
import { executionText } from '../../state/snapshot/snapshot-format.ts';
import { readExecution } from '../../state/snapshot/read-execution.ts';
import { writeExecution } from '../../state/snapshot/write-execution.ts';
import { hasPendingCause } from '../pending-cause.ts';

const outcome: fc.Arbitrary<ChildOutcome> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ status: 'SUCCEEDED', output: 'done' } as const) },
  fc.constantFrom(
    { status: 'FAILED', error: 'No' } as const,
    { status: 'TIMED_OUT' } as const,
    {
      status: 'ABORTED',
    } as const,
  ),
);

const child = fc.record({
  afterMs: fc.integer({ min: 0, max: 500 }),
  repeats: fc.integer({ min: 0, max: 2 }),
  outcome,
});

const run = fc.record({
  children: fc.array(child, { maxLength: 14 }),
  maxConcurrency: fc.integer({ min: 0, max: 5 }),
  tolerated: fc.integer({ min: 0, max: 6 }),
  batch: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  inParallel: fc.boolean(),
});

/** How a run is disturbed: its execution is stopped, and redriven when it has not succeeded. */
const disturbance = fc.record({
  redrives: fc.integer({ min: 0, max: 3 }),
  commands: fc.array(
    fc.record({
      afterMs: fc.integer({ min: 0, max: 2_000 }),
      command: fc.constant({ kind: 'StopExecution', executionArn: EXECUTION_ARN } as const),
    }),
    { maxLength: 2 },
  ),
});

type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

function definitionOf({ maxConcurrency, tolerated, batch, inParallel }: Run) {
  const each = {
    Type: 'Map',
    MaxConcurrency: maxConcurrency,
    ToleratedFailureCount: tolerated,
    ...(batch === undefined ? {} : { ItemBatcher: { MaxItemsPerBatch: batch } }),
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Give',
      States: { Give: { Type: 'Pass', End: true } },
    },
    End: true,
  };
  const block = { StartAt: 'Each', States: { Each: each } };
  if (!inParallel) return block;
  const other = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 1, End: true } } };
  return { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [block, other], End: true } } };
}

function optionsOf({ children }: Run): RunOptions {
  return {
    input: children.map((_, index) => index),
    children: (_, index) => children[index] ?? { outcome: { status: 'SUCCEEDED', output: 'done' } },
  };
}

describe('a Map Run, for any order of ends, repeats and failures', () => {
  it('closes once, with every item counted once', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (sketch) => {
        const { events, status, faults } = await runInMemory(definitionOf(sketch), optionsOf(sketch));
        expect(faults).toEqual([]);
        expect(status).not.toBe('RUNNING');
        const ends = events.filter(({ kind }) => kind === 'MapRunSucceeded' || kind === 'MapRunFailed');
        expect(ends).toHaveLength(1);
        const started = events.flatMap((event) => (event.kind === 'MapRunChildStarted' ? [event] : []));
        const ended = events.flatMap((event) => (event.kind === 'MapRunChildEnded' ? [event] : []));
        // Whatever was started has ended before the run did, once.
        expect(ended.map(({ index }) => index).toSorted((one, other) => one - other)).toEqual(
          started.map(({ index }) => index),
        );
        const items = ended.reduce((sum, { itemCount }) => sum + itemCount, 0);
        const failed = ended
          .filter((event) => event.outcome.status !== 'SUCCEEDED')
          .reduce((sum, { itemCount }) => sum + itemCount, 0);
        expect(ends[0]?.kind === 'MapRunFailed').toBe(failed > sketch.tolerated);
        if (failed <= sketch.tolerated) expect(items).toBe(sketch.children.length);
      }),
      { numRuns: 300 },
    );
  });

  it('has every child succeed once, however often it is stopped and redriven', async () => {
    await fc.assert(
      fc.asyncProperty(run, disturbance, async (sketch, disturbed) => {
        const { events, status, state, faults } = await runInMemory(definitionOf(sketch), {
          ...optionsOf(sketch),
          ...disturbed,
        });
        expect(faults).toEqual([]);
        const runs = events.filter(({ kind }) => kind === 'MapRunStarted');
        expect(runs.length).toBeLessThanOrEqual(1);
        const succeeded = events.flatMap((event) =>
          event.kind === 'MapRunChildEnded' && event.outcome.status === 'SUCCEEDED' ? [event.index] : [],
        );
        expect(new Set(succeeded).size).toBe(succeeded.length);
        const started = events.flatMap((event) =>
          event.kind === 'MapRunChildStarted' ? [event.firstItem] : [],
        );
        expect(new Set(started).size).toBe(started.length);
        const redriven = events.filter(({ kind }) => kind === 'ExecutionRedriven');
        expect(redriven).toHaveLength(state.redriveCount);
        if (status === 'SUCCEEDED') expect(events.some(({ kind }) => kind === 'MapRunSucceeded')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('never has more children open than it may, and always something pending', async () => {
    await fc.assert(
      fc.asyncProperty(run, disturbance, async (sketch, disturbed) => {
        const limit = sketch.maxConcurrency === 0 ? Infinity : sketch.maxConcurrency;
        await runInMemory(definitionOf(sketch), {
          ...optionsOf(sketch),
          ...disturbed,
          onDecision: (state) => {
            if (state.status.kind !== 'RUNNING') return;
            expect(hasPendingCause(state)).toBe(true);
            for (const { position } of state.frames.values()) {
              if (position.kind !== 'inside' || position.activity.kind !== 'map-run') continue;
              expect(position.activity.open.size).toBeLessThanOrEqual(limit);
            }
          },
        });
      }),
      { numRuns: 150 },
    );
  });

  it('is the same after a replay and after a snapshot, at every step', async () => {
    await fc.assert(
      fc.asyncProperty(run, disturbance, async (sketch, disturbed) => {
        await runInMemory(definitionOf(sketch), {
          ...optionsOf(sketch),
          ...disturbed,
          onDecision: (state, events) => {
            expect(fold(events)).toEqual(state);
            expect(readExecution(JSON.parse(executionText(state)))).toEqual(state);
            expect(writeExecution(readExecution(writeExecution(state)))).toEqual(writeExecution(state));
          },
        });
      }),
      { numRuns: 100 },
    );
  });
});
