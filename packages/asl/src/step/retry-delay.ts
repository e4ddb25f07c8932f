import type { CompiledRetrier } from '../compile/compiled-state.ts';

/** No delay is longer than a year: what the language allows to write does not fit a date. */
const DELAY_MS_MAX = 31_536_000_000;

/**
 * How long a retrier waits before its attempt number `count` (from 0): IntervalSeconds × BackoffRate^count, at most
 * MaxDelaySeconds; with full jitter a random part of that.
 */
export function retryDelayMs(retrier: CompiledRetrier, count: number, random: () => number): number {
  const seconds = Math.min(
    retrier.intervalSeconds * retrier.backoffRate ** count,
    retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY,
  );
  const delayMs = Math.min(seconds * 1_000, DELAY_MS_MAX);
  return Math.round(retrier.jitter ? delayMs * random() : delayMs);
}
