import type { EpochMs } from '@edgestep/shared';

/** Time as the processor reads it and waits for it; tests bring their own. */
export interface Clock {
  now(): EpochMs;
  /** Calls `callback` once, after `delayMs` (0 or more; any size), unless it is disposed of before. */
  setTimer(delayMs: number, callback: () => void): Disposable;
}

/** The longest delay that Node's timers take; longer ones are waited for in parts. */
const DELAY_MAX_MS = 2_147_483_647;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, callback) {
    let handle: NodeJS.Timeout;
    function wait(leftMs: number): void {
      const partMs = Math.min(leftMs, DELAY_MAX_MS);
      handle = setTimeout(() => (leftMs > partMs ? wait(leftMs - partMs) : callback()), partMs);
    }
    wait(Math.max(0, delayMs));
    return { [Symbol.dispose]: () => clearTimeout(handle) };
  },
};
