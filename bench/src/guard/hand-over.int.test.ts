import { describe, expect, it } from 'vitest';

import { HandOverBed } from './hand-over-bed.ts';

const EXECUTIONS = 64;
const WAVES = 5;

/** 64 tasks travel in one message, and their results in another: 0.03. Tasks that travel alone take more than one each. */
const MESSAGES_PER_TASK_MAX = 0.2;

/** The first wave has the caller learn that the worker takes batches, and how quick it is. */
async function leastMessagesPerTask(taskMs: number, waves: number): Promise<number> {
  await using bed = await HandOverBed.open(taskMs);
  await bed.messagesPerTask(EXECUTIONS);
  let least = Infinity;
  for (let wave = 0; wave < waves; wave += 1) {
    least = Math.min(least, await bed.messagesPerTask(EXECUTIONS));
  }
  return least;
}

describe(`${EXECUTIONS} tasks at a time that a worker does`, { timeout: 180_000 }, () => {
  it('travel many to a message, there and back, when they are quick', async () => {
    expect(await leastMessagesPerTask(0, WAVES)).toBeLessThan(MESSAGES_PER_TASK_MAX);
  });

  it('travel one by one when they take long, which is what the bound above would notice', async () => {
    expect(await leastMessagesPerTask(30, 1)).toBeGreaterThan(MESSAGES_PER_TASK_MAX);
  });
});
