import { BATCH_TASKS_MAX } from '@edgestep/shared';

/**
 * A message holds at most so much work: what one worker does after another in a message, others could do at the same
 * time. A handler that takes half of it gets its tasks one by one.
 */
const WORK_PER_MESSAGE_US = 50_000;

/** How much one more result says of the next one. */
const WEIGHT = 1 / 16;

const ROUTES_MAX = 10_000;

/** Which functions have workers that take batches, and how many of their tasks belong into one message. */
export class BatchRoutes {
  /** How long a handler takes, in microseconds; undefined while that is not known. */
  readonly #workUs = new Map<string, number | undefined>();

  has(name: string): boolean {
    return this.#workUs.has(name);
  }

  /** A worker has said that it takes batches. */
  learn(name: string): void {
    if (this.#workUs.has(name)) return;
    this.#workUs.set(name, undefined);
    if (this.#workUs.size > ROUTES_MAX) this.#forgetOldest();
  }

  /** Nobody takes them any more. */
  forget(name: string): void {
    this.#workUs.delete(name);
  }

  /** A result has come back. */
  observe(name: string, workUs: number): void {
    if (!this.#workUs.has(name)) return;
    const before = this.#workUs.get(name);
    this.#workUs.set(name, before === undefined ? workUs : before + (workUs - before) * WEIGHT);
  }

  /** How many tasks to put into one message. */
  tasksPerMessage(name: string): number {
    const workUs = this.#workUs.get(name);
    if (workUs === undefined) return 1;
    return Math.max(1, Math.min(BATCH_TASKS_MAX, Math.floor(WORK_PER_MESSAGE_US / Math.max(workUs, 1))));
  }

  #forgetOldest(): void {
    for (const oldest of this.#workUs.keys()) {
      this.#workUs.delete(oldest);
      return;
    }
  }
}
