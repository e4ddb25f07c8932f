import { EventHeap, type ScheduledEvent } from './event-heap.ts';
import { microtasksDone } from './microtasks-done.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedProcess } from './simulated-process.ts';

interface OwnedEvent extends ScheduledEvent {
  readonly owner: SimulatedProcess | undefined;
  isCancelled: boolean;
}

/** After a pause all that was missed comes within so many milliseconds, in any order. */
const WAKE_SPREAD_MS = 3;

/**
 * Virtual time. One event happens at a time, and the next one not before every promise that it settled has been
 * heard: so the order of everything follows from the seed.
 *
 * An event has an owner: it is dropped when that process is dead, and put off while it is paused.
 */
export class Scheduler {
  readonly #events = new EventHeap<OwnedEvent>();
  readonly #random: SeededRandom;
  #now = 0;
  #order = 0;
  #steps = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** Milliseconds since the world began. */
  get now(): number {
    return this.#now;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Lets `action` happen after `delayMs`, unless the answer is disposed of before. */
  after(delayMs: number, owner: SimulatedProcess | undefined, action: () => void): Disposable {
    this.#order += 1;
    const event = { at: this.#now + delayMs, order: this.#order, owner, action, isCancelled: false };
    this.#events.push(event);
    return {
      [Symbol.dispose]: () => {
        event.isCancelled = true;
      },
    };
  }

  /** Goes on until `isDone`, at the latest until `untilMs`. Answers whether it was done. */
  async run(untilMs: number, isDone: () => boolean): Promise<boolean> {
    await microtasksDone(0);
    while (!isDone()) {
      const event = this.#events.pop();
      if (event === undefined || event.at > untilMs) {
        if (event !== undefined) this.#events.push(event);
        return isDone();
      }
      if (event.isCancelled || event.owner?.isAlive === false) continue;
      this.#now = Math.max(this.#now, event.at);
      const pausedUntil = event.owner?.pausedUntil ?? 0;
      if (pausedUntil > this.#now) {
        event.at = pausedUntil + this.#random.int(0, WAKE_SPREAD_MS);
        this.#events.push(event);
        continue;
      }
      this.#steps += 1;
      event.action();
      await microtasksDone(this.#steps);
    }
    return true;
  }
}
