import { fullJitterMs, sleep, type BackoffPolicy } from '../backoff.ts';
import { EdgestepApiError } from './api-error.ts';
import type { CallOptions } from './client-options.ts';

export interface PersistOptions extends CallOptions {
  /** How long the service may be away before the last failure is thrown; 60 s when it is left out. */
  readonly giveUpAfterMs?: number;
  /** Delays between the tries; full jitter up to 100 ms · 2^n, at most 2 s, when it is left out. */
  readonly backoff?: BackoffPolicy;
}

const GIVE_UP_AFTER_MS = 60_000;
const BACKOFF: BackoffPolicy = { baseMs: 100, capMs: 2_000 };

/**
 * Repeats something until it is answered: beyond the few attempts of a single call, through restarts and failovers of
 * a zone. For what may safely be done again.
 *
 * @example
 * ```ts
 * const { stateMachines } = await persist(() => client.listStateMachines({}, { signal }), { signal });
 * ```
 *
 * @throws what the service refused, at once; the last failure once the service was away for too long; the signal's reason
 */
export async function persist<Result>(
  work: () => Promise<Result>,
  options: PersistOptions = {},
): Promise<Result> {
  const giveUpAt = performance.now() + (options.giveUpAfterMs ?? GIVE_UP_AFTER_MS);
  for (let failed = 0; ; failed += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || performance.now() > giveUpAt) throw error;
      await sleep(fullJitterMs(options.backoff ?? BACKOFF, failed, Math.random()), options.signal);
    }
  }
}

/** Nobody answers, or whoever answers cannot do it now. */
function isAway(error: unknown): boolean {
  if (!(error instanceof EdgestepApiError)) return false;
  return (
    error.status === 0 || error.status === 429 || error.status >= 500 || error.name.startsWith('Throttling')
  );
}
