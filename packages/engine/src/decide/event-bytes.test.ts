import type { ExecutionEvent, Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { startedScript } from '../../test/events.ts';
import { RANDOM_INPUT, randomMachine, randomTasks } from '../../test/random-machine.ts';
import { runInMemory } from '../../test/run-in-memory.ts';
import { eventBytes } from './event-bytes.ts';
import { PayloadMeter } from './payload-meter.ts';

const estimated = (events: readonly ExecutionEvent[]) => {
  const payloads = new PayloadMeter();
  return events.reduce((bytes, event) => bytes + eventBytes(event, payloads), 0);
};

const written = (event: ExecutionEvent) => Buffer.byteLength(JSON.stringify(event));

const entered = (input: Json) =>
  startedScript().add('StateEntered', { state: 'S', stateType: 'Pass', input }).events[1]!;

describe('the estimated size of events', () => {
  it('is near to what is written, for payloads of any form', () => {
    const payload = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
    fc.assert(
      fc.property(payload, (value) => {
        const event = entered(value);
        const bytes = estimated([event]);
        // Characters outside of ASCII take up to three bytes, escapes up to six.
        expect(bytes).toBeGreaterThanOrEqual(written(event) / 6);
        expect(bytes).toBeLessThanOrEqual(written(event) * 4 + 400);
      }),
    );
  });

  it('is close for a large payload of plain text', () => {
    const event = entered({ text: 'x'.repeat(100_000), list: Array.from({ length: 500 }, () => 12_345_678) });
    expect(estimated([event]) / written(event)).toBeCloseTo(1, 1);
  });

  it('counts a large payload once that several events share', () => {
    const input = { text: 'x'.repeat(10_000) };
    const once = estimated([entered(input)]);
    expect(estimated([entered(input), entered(input), entered(input)])).toBeLessThan(once + 1_000);
    expect(estimated([entered(input), entered({ ...input })])).toBeGreaterThan(once * 1.9);
  });

  it('grows with every event of a run, whatever its kind', async () => {
    await fc.assert(
      fc.asyncProperty(randomMachine, fc.nat(), async (machine, seed) => {
        const { events } = await runInMemory(machine, {
          input: RANDOM_INPUT,
          seed,
          tasks: randomTasks(seed),
        });
        for (const event of events) expect(estimated([event])).toBeGreaterThan(0);
        const total = events.reduce((bytes, event) => bytes + written(event), 0);
        expect(estimated(events)).toBeGreaterThan(total / 6);
      }),
      { numRuns: 50 },
    );
  });
});
