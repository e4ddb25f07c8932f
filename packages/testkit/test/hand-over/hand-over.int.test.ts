import { setTimeout as delay } from 'node:timers/promises';

import type { FunctionCallOutcome } from '@edgestep/jetstream';
import { describe, expect, it } from 'vitest';

import { SeededRandom } from '../reliability/seeded-random.ts';
import { HandOverZone, type HandOverTask } from './hand-over-zone.ts';

const TASKS_PER_WAVE = 60;
const WAVES = 8;
const KINDS = { quick: 12, soon: 4, slow: 2, failing: 1 };

/** What came of a task, in short. */
function summary(outcome: FunctionCallOutcome): unknown {
  switch (outcome.kind) {
    case 'returned':
      return outcome.output;
    case 'function-error':
      return outcome.error;
    case 'no-worker':
    case 'lost':
    case 'cancelled':
      return outcome.kind;
  }
}

function expectedOf({ id, kind }: HandOverTask): unknown {
  return kind === 'failing' ? 'RangeError' : { id };
}

describe('tasks that are handed out while links are cut and workers go', () => {
  it.each([1, 2, 3])('each get their own result, and none is stuck (seed %i)', async (seed) => {
    const random = new SeededRandom(seed);
    await using zone = await HandOverZone.start(3);
    const stop = new AbortController();
    const tasks: HandOverTask[] = [];
    const outcomes: Promise<FunctionCallOutcome>[] = [];
    const unwanted: Promise<FunctionCallOutcome>[] = [];
    for (let wave = 0; wave < WAVES; wave += 1) {
      for (let count = 0; count < TASKS_PER_WAVE; count += 1) {
        const task = { id: tasks.length, kind: random.weighted(KINDS) };
        tasks.push(task);
        outcomes.push(zone.handOut(task, new AbortController().signal));
      }
      unwanted.push(zone.handOut({ id: -1, kind: 'slow' }, stop.signal));
      await delay(random.between(10, 100));
      await zone.disturb(random);
      await delay(random.between(10, 400));
      zone.heal();
    }
    stop.abort();
    expect((await Promise.all(outcomes)).map(summary)).toEqual(tasks.map(expectedOf));
    for (const outcome of await Promise.all(unwanted)) {
      expect(['returned', 'cancelled']).toContain(outcome.kind);
    }
    await expect.poll(() => zone.held).toBe(0);
  });
});
