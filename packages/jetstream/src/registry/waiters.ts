interface Waiter {
  readonly condition: () => boolean;
  readonly done: (isMet: boolean) => void;
}

/** Those who wait until something is so. Whoever changes it calls `look`. */
export class Waiters {
  readonly #waiting = new Set<Waiter>();

  /** True as soon as the condition holds, false when it does not within the time. */
  until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    if (condition()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(false), timeoutMs);
      const done = (isMet: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
        resolve(isMet);
      };
      const waiter = { condition, done };
      this.#waiting.add(waiter);
    });
  }

  look(): void {
    for (const waiter of [...this.#waiting]) {
      if (waiter.condition()) waiter.done(true);
    }
  }
}
