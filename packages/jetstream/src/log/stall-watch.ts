/** Aborts its signal when whoever reads had to wait for the server longer than `maxMs`. The reader's own time does not count. */
export class StallWatch {
  readonly #controller = new AbortController();
  readonly #maxMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(maxMs: number) {
    this.#maxMs = maxMs;
    this.waiting();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From here on the server is waited for. */
  waiting(): void {
    this.#timer = setTimeout(() => this.#controller.abort(), this.#maxMs);
  }

  /** Something came. */
  progress(): void {
    clearTimeout(this.#timer);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}
