import { setTimeout as delay } from 'node:timers/promises';

const FIRST_MS = 25;

/** Exponential backoff with full jitter: between 0 and 25 ms × 2^attempt, `maxMs` at most; `attempt` counts from 0. */
export function backoffMs(attempt: number, maxMs: number): number {
  return Math.random() * Math.min(maxMs, FIRST_MS * 2 ** Math.min(attempt, 20));
}

/** Waits. Ends early, without an error, when the signal is aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal === undefined) return delay(ms);
  if (signal.aborted) return;
  await delay(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
