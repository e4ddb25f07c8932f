import type { ChildOutcome } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

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

  it('never has more children open than it may, and always something pending', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (sketch) => {
        const limit = sketch.maxConcurrency === 0 ? Infinity : sketch.maxConcurrency;
        await runInMemory(definitionOf(sketch), {
          ...optionsOf(sketch),
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
      fc.asyncProperty(run, async (sketch) => {
        await runInMemory(definitionOf(sketch), {
          ...optionsOf(sketch),
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
