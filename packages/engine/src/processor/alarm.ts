import type { EpochMs } from '@edgestep/shared';

import type { Clock } from './clock.ts';

/** One timer of the clock, for whatever is due first of many things. */
export class Alarm implements Disposable {
  readonly #clock: Clock;
  readonly #onRing: () => void;
  #set: { readonly dueAt: EpochMs; readonly handle: Disposable } | undefined;

  constructor(clock: Clock, onRing: () => void) {
    this.#clock = clock;
    this.#onRing = onRing;
  }

  /** Rings at `dueAt` at the latest. An alarm that rings too early does no harm, and is not taken back. */
  ringBy(dueAt: EpochMs): void {
    if (this.#set !== undefined && this.#set.dueAt <= dueAt) return;
    this.#set?.handle[Symbol.dispose]();
    const delayMs = Math.max(0, dueAt - this.#clock.now());
    const handle = this.#clock.setTimer(delayMs, () => {
      this.#set = undefined;
      this.#onRing();
    });
    this.#set = { dueAt, handle };
  }

  [Symbol.dispose](): void {
    this.#set?.handle[Symbol.dispose]();
    this.#set = undefined;
  }
}
