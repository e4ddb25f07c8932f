export interface StallWatchOptions {
  /** Whoever reads has waited this long: time to look whether there is anything to wait for. */
  readonly doubtMs: number;
  readonly onDoubt: () => void;
  /** The wait is given up. */
  readonly maxMs: number;
}

/** Aborts its signal when whoever reads had to wait for the server too long. The reader's own time does not count. */
export class StallWatch {
  readonly #controller = new AbortController();
  readonly #options: StallWatchOptions;
  #timers: readonly NodeJS.Timeout[] = [];

  constructor(options: StallWatchOptions) {
    this.#options = options;
    this.waiting();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From here on the server is waited for. */
  waiting(): void {
    const { doubtMs, onDoubt, maxMs } = this.#options;
    this.#timers = [setTimeout(onDoubt, doubtMs), setTimeout(() => this.#controller.abort(), maxMs)];
  }

  /** Something came. */
  progress(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  end(): void {
    this.progress();
    this.#controller.abort();
  }
}
