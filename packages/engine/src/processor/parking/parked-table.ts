import type { WaitSummary } from './wait-summary.ts';

const CAPACITY_MIN = 1_024;

/** What stays in memory of a parked execution, beside the time of its first timer. */
export interface ParkedRow {
  readonly executionArn: string;
  /** The record that holds its newest event. */
  readonly sequence: number;
  readonly wait: WaitSummary;
  /** Of a child of a distributed Map. */
  readonly mapRunArn: string | undefined;
}

/** One row in three typed columns and a column of names, with numbers that are used again. */
export class ParkedTable {
  readonly #ids = new Map<string, number>();
  readonly #names: (string | undefined)[] = [];
  readonly #mapRuns = new Map<number, string>();
  readonly #free: number[] = [];
  #sequences = new Float64Array(CAPACITY_MIN);
  #waits = new Uint8Array(CAPACITY_MIN);
  #lastMapRun: string | undefined;

  get size(): number {
    return this.#ids.size;
  }

  has(executionArn: string): boolean {
    return this.#ids.has(executionArn);
  }

  idOf(executionArn: string): number | undefined {
    return this.#ids.get(executionArn);
  }

  /** Every number that has a row. */
  ids(): number[] {
    return [...this.#ids.values()];
  }

  /** A number that has no row; it has one when `put` was called. */
  nextId(): number {
    return this.#free.at(-1) ?? this.#names.length;
  }

  put(id: number, row: ParkedRow): void {
    if (this.#free.at(-1) === id) this.#free.pop();
    while (id >= this.#sequences.length) this.#grow();
    this.#names[id] = row.executionArn;
    this.#ids.set(row.executionArn, id);
    this.#sequences[id] = row.sequence;
    this.#waits[id] = bitsOf(row.wait);
    if (row.mapRunArn !== undefined) this.#mapRuns.set(id, this.#shared(row.mapRunArn));
  }

  /** Undefined when the number has no row. */
  row(id: number): ParkedRow | undefined {
    const executionArn = this.#names[id];
    if (executionArn === undefined) return undefined;
    return {
      executionArn,
      sequence: this.#sequences[id] ?? 0,
      wait: waitOfBits(this.#waits[id] ?? 0),
      mapRunArn: this.#mapRuns.get(id),
    };
  }

  delete(id: number): void {
    const executionArn = this.#names[id];
    if (executionArn === undefined) return;
    this.#names[id] = undefined;
    this.#ids.delete(executionArn);
    this.#mapRuns.delete(id);
    this.#free.push(id);
  }

  /** The children of distributed Maps. */
  *children(): Generator<{ readonly executionArn: string; readonly mapRunArn: string }> {
    for (const [id, mapRunArn] of this.#mapRuns) {
      const executionArn = this.#names[id];
      if (executionArn !== undefined) yield { executionArn, mapRunArn };
    }
  }

  /** Children of one run mostly come together: they share its name. */
  #shared(mapRunArn: string): string {
    if (this.#lastMapRun !== mapRunArn) this.#lastMapRun = mapRunArn;
    return this.#lastMapRun;
  }

  #grow(): void {
    const capacity = this.#sequences.length * 2;
    const sequences = new Float64Array(capacity);
    sequences.set(this.#sequences);
    const waits = new Uint8Array(capacity);
    waits.set(this.#waits);
    this.#sequences = sequences;
    this.#waits = waits;
  }
}

function bitsOf({ onTimer, onTask, onHeldTask }: WaitSummary): number {
  return (onTimer ? 1 : 0) | (onTask ? 2 : 0) | (onHeldTask ? 4 : 0);
}

function waitOfBits(bits: number): WaitSummary {
  return { onTimer: (bits & 1) !== 0, onTask: (bits & 2) !== 0, onHeldTask: (bits & 4) !== 0 };
}
