import { setImmediate, setTimeout } from 'node:timers/promises';

/** Time as load is driven and measured by it: monotonic, in milliseconds with a fraction. */
export interface Clock {
  now(): number;
  /** Resolves at `timeMs` or soon after, and never before the event loop had a turn for I/O. */
  until(timeMs: number): Promise<void>;
}

/** Node's timers are late by up to a millisecond or two; the rest is waited for turn by turn of the event loop. */
const TIMER_SLACK_MS = 2;

/** The machine's clock. */
export const monotonicClock: Clock = {
  now: () => performance.now(),
  async until(timeMs) {
    const sleepMs = Math.floor(timeMs - performance.now() - TIMER_SLACK_MS);
    if (sleepMs >= 1) await setTimeout(sleepMs);
    do await setImmediate();
    while (performance.now() < timeMs);
  },
};
