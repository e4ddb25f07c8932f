/** A place for a task: `begun` resolves when it may run, to false when it never will. */
export interface TaskSlot {
  /** It may run at once. */
  readonly runs: boolean;
  readonly begun: Promise<boolean>;
  /** Gives the place back; more than once does no harm. */
  release(): void;
}

const BEGUN = Promise.resolve(true);

interface Waiting {
  readonly begin: (mayRun: boolean) => void;
}

/**
 * Bounds what a worker holds: at most `running` tasks run at once, at most `waiting` more wait their turn in the
 * order of arrival, and whoever comes after that is refused.
 */
export class TaskSlots {
  readonly #runningMax: number;
  readonly #waitingMax: number;
  readonly #waiting = new Set<Waiting>();
  #running = 0;
  #closed = false;

  constructor(limits: { readonly running: number; readonly waiting: number }) {
    this.#runningMax = limits.running;
    this.#waitingMax = limits.waiting;
  }

  /** Tasks that run or wait. */
  get held(): number {
    return this.#running + this.#waiting.size;
  }

  /** A place, or `undefined` when there is none. */
  take(): TaskSlot | undefined {
    if (this.#closed) return undefined;
    if (this.#running < this.#runningMax) return this.#runningSlot();
    return this.#waiting.size < this.#waitingMax ? this.#waitingSlot() : undefined;
  }

  /** From now on nothing begins: who waits is told so, who runs goes on. */
  close(): void {
    this.#closed = true;
    for (const waiting of this.#waiting) waiting.begin(false);
    this.#waiting.clear();
  }

  #runningSlot(): TaskSlot {
    this.#running += 1;
    return { runs: true, begun: BEGUN, release: this.#releaseOnce() };
  }

  #waitingSlot(): TaskSlot {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let release = (): void => {
      this.#waiting.delete(waiting);
      resolve(false);
    };
    const waiting: Waiting = {
      begin: (mayRun) => {
        release = mayRun ? this.#releaseOnce() : () => undefined;
        resolve(mayRun);
      },
    };
    this.#waiting.add(waiting);
    return { runs: false, begun: promise, release: () => release() };
  }

  #releaseOnce(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#running -= 1;
      this.#beginNext();
    };
  }

  #beginNext(): void {
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    this.#running += 1;
    next.begin(true);
  }
}
