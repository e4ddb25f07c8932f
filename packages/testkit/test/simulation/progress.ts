import type { Tally } from './tally.ts';

const ON_TERMINAL_EVERY_MS = 1_000;
/** Of seeds, where what is written stays: a line for each of so many. */
const IN_FILE_EVERY = 100;
const MEBIBYTE = 1_048_576;

/** What progress is written to: standard error. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Tells how far a long run is: on a terminal in one line that changes every second, elsewhere in a line for every
 * hundred seeds.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #seeds: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  #shownAt: number;

  /** `seeds`: how many there will be. `now`: milliseconds. */
  constructor(stream: ProgressStream, seeds: number, now: () => number) {
    this.#stream = stream;
    this.#seeds = seeds;
    this.#now = now;
    this.#startedAt = now();
    this.#shownAt = this.#startedAt;
  }

  show(tally: Tally): void {
    if (this.#stream.isTTY !== true) {
      if (tally.seeds % IN_FILE_EVERY === 0) this.#stream.write(`${this.#line(tally)}\n`);
      return;
    }
    if (this.#now() - this.#shownAt < ON_TERMINAL_EVERY_MS) return;
    this.#shownAt = this.#now();
    this.#stream.write(`\r${this.#line(tally)}`);
  }

  /** The line that changed is over. */
  end(): void {
    if (this.#stream.isTTY === true) this.#stream.write('\n');
  }

  #line({ seeds, broken, executions, records }: Tally): string {
    const seconds = ((this.#now() - this.#startedAt) / 1_000).toFixed(0);
    const memory = (process.memoryUsage.rss() / MEBIBYTE).toFixed(0);
    return `${seeds} of ${this.#seeds} seeds, ${broken.length} broken, ${executions} executions, ${records} records, ${seconds} s, ${memory} MiB`;
  }
}
