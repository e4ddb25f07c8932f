import { createHash } from 'node:crypto';

/** What happened, line by line: its hash tells whether two runs were the same, its end helps to understand one. */
export class Trace {
  readonly #hash = createHash('sha256');
  readonly #now: () => number;
  readonly #lines: string[] = [];
  readonly #linesMax: number;
  #count = 0;

  /** `linesMax`: how many of the newest lines are kept. */
  constructor(now: () => number, linesMax: number) {
    this.#now = now;
    this.#linesMax = linesMax;
  }

  note(line: string): void {
    const text = `${this.#now()} ${line}`;
    this.#count += 1;
    this.#hash.update(text).update('\n');
    if (this.#linesMax === 0) return;
    this.#lines.push(text);
    if (this.#lines.length > this.#linesMax * 2) this.#lines.splice(0, this.#lines.length - this.#linesMax);
  }

  get count(): number {
    return this.#count;
  }

  /** Of all lines so far, hexadecimal. */
  get hash(): string {
    return this.#hash.copy().digest('hex');
  }

  get lines(): readonly string[] {
    return this.#lines.slice(-this.#linesMax || this.#lines.length);
  }
}
