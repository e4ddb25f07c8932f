/** How long to wait between attempts: exponential growth up to a cap, with full jitter. */
export interface BackoffPolicy {
  /** The upper bound of the first delay. */
  readonly baseMs: number;
  /** No delay is ever longer. */
  readonly capMs: number;
}

/**
 * The delay before attempt `attempt + 1`: uniform in [0, min(cap, base · 2^attempt)), which keeps clients that
 * failed together from coming back together.
 *
 * @param attempt - failed attempts so far, less one: 0 after the first failure
 * @param random - a number in [0, 1)
 */
export function fullJitterMs(policy: BackoffPolicy, attempt: number, random: number): number {
  const bound = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(attempt, 30));
  return Math.floor(random * bound);
}

/** Resolves after `delayMs`; rejects with the signal's reason as soon as `signal` is aborted. */
export function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortReason(signal));
      return;
    }
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(abortReason(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Resolves when the signal is aborted: at once if it is. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('This operation was aborted', 'AbortError');
}
