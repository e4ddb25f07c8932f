import { setTimeout as delay } from 'node:timers/promises';

const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/**
 * Waits before attempt `attempt` (from 0): exponential backoff with full jitter, at most 5 s. Resolves at once when
 * `signal` is aborted; the caller looks at it anyway.
 */
export async function backoff(attempt: number, signal: AbortSignal): Promise<void> {
  const ceilingMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  await delay(Math.random() * ceilingMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
