import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { eventsByExecution, live, type World } from '../../../test/partition-world.ts';
import { randomMachine } from '../../../test/random-machine.ts';

const world: fc.Arbitrary<World> = fc.record({
  machines: fc.array(randomMachine, { minLength: 1, maxLength: 4 }),
  seed: fc.nat({ max: 1_000_000 }),
  crashes: fc.constant([]),
  parks: fc.constant(false),
  isOrderly: fc.constant(true),
});

describe('an execution that leaves the heap whenever it can', () => {
  it('has the history that it has when it never does, event by event', async () => {
    let parked = 0;
    await fc.assert(
      fc.asyncProperty(world, async (chosen) => {
        const staying = await live(chosen);
        const leaving = await live({ ...chosen, parks: true });
        expect([...staying.faults, ...leaving.faults]).toEqual([]);
        expect(eventsByExecution(leaving.shared)).toEqual(eventsByExecution(staying.shared));
        parked += leaving.parked;
      }),
      { numRuns: 60 },
    );
    expect(parked).toBeGreaterThan(60);
  }, 120_000);
});
