import { isJsonObject, type ExecutionEvent } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { eventsByExecution, live, type World } from '../../test/partition-world.ts';
import { randomMachine } from '../../test/random-machine.ts';
import { fold } from '../evolve/fold.ts';

const world: fc.Arbitrary<World> = fc.record({
  machines: fc.array(randomMachine, { minLength: 1, maxLength: 4 }),
  seed: fc.nat(),
  crashes: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }),
  parks: fc.boolean(),
});

/** For every result, the task that it was given to: by the frame that both are in. */
function misapplied(events: readonly ExecutionEvent[]): readonly ExecutionEvent[] {
  const current = new Map<number, number>();
  return events.filter((event) => {
    if (event.kind === 'TaskScheduled') current.set(event.frame, event.id);
    if (event.kind !== 'TaskSucceeded' || !isJsonObject(event.output)) return false;
    return event.output['of'] !== current.get(event.frame);
  });
}

describe('a partition whose owners crash, at any moment', () => {
  it('finishes every execution, applies each result once, and tells every end', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (chosen) => {
        const { shared, told, faults } = await live(chosen);
        expect(faults).toEqual([]);
        const executions = eventsByExecution(shared);
        expect(executions.size).toBe(chosen.machines.length);
        expect(told.size).toBe(chosen.machines.length);
        for (const events of executions.values()) {
          expect(misapplied(events)).toEqual([]);
          // A result that was applied twice, or an event after the end, would not fold.
          expect(fold(events)?.status.kind).not.toBe('RUNNING');
          const ids = events.map((event) => event.id).filter((id) => id !== 0);
          expect(ids).toEqual(ids.map((_, index) => index + 1));
        }
      }),
      { numRuns: 60 },
    );
  });
});
