import { existsSync, openSync, readdirSync, readSync, closeSync, fstatSync } from 'node:fs';
import { join } from 'node:path';

/** That the work for a key was done once. */
export interface LedgerLine {
  readonly key: string;
  /** Names this very run of the handler: what it returned carries it. */
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The task token that came with the work. */
  readonly token?: string;
}

/** All that the workers wrote down, read as it grows. */
export class Ledger {
  readonly #folder: string;
  readonly #read = new Map<string, number>();
  readonly #runs = new Map<string, LedgerLine[]>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The runs of each key, as of the last `poll`. */
  get runs(): ReadonlyMap<string, readonly LedgerLine[]> {
    return this.#runs;
  }

  /** What was written since the last call. */
  poll(): readonly LedgerLine[] {
    if (!existsSync(this.#folder)) return [];
    const lines = readdirSync(this.#folder).flatMap((file) => this.#grown(file));
    for (const line of lines) {
      const runs = this.#runs.get(line.key);
      if (runs === undefined) this.#runs.set(line.key, [line]);
      else runs.push(line);
    }
    return lines;
  }

  #grown(file: string): LedgerLine[] {
    const from = this.#read.get(file) ?? 0;
    const descriptor = openSync(join(this.#folder, file), 'r');
    try {
      const bytes = Buffer.alloc(fstatSync(descriptor).size - from);
      readSync(descriptor, bytes, 0, bytes.length, from);
      const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
      this.#read.set(file, from + whole.length);
      const texts = whole.toString().split('\n').slice(0, -1);
      return texts.map((text) => JSON.parse(text) as LedgerLine);
    } finally {
      closeSync(descriptor);
    }
  }
}
