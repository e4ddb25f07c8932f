/**
 * Hands values from callbacks to one loop that awaits them. The values that were pushed before `end` are still
 * delivered; then `next` answers undefined for ever.
 */
export class MessageQueue<T> {
  #values: T[] = [];
  #taken = 0;
  #ended = false;
  #wake: (() => void) | undefined;

  push(value: T): void {
    if (this.#ended) return;
    this.#values.push(value);
    this.#wakeUp();
  }

  end(): void {
    this.#ended = true;
    this.#wakeUp();
  }

  /** The next value, at once when there is one; undefined after the end. */
  async next(): Promise<T | undefined> {
    for (;;) {
      const value = this.#take();
      if (value !== undefined || this.#ended) return value;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #take(): T | undefined {
    if (this.#taken === this.#values.length) return undefined;
    const value = this.#values[this.#taken];
    this.#taken += 1;
    if (this.#taken === this.#values.length) {
      this.#values = [];
      this.#taken = 0;
    }
    return value;
  }

  #wakeUp(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
