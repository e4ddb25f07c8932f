import type { LogRecord } from '../../ports/partition-log.ts';

/** So many records wait for an index that is behind; then it reads them from the log. */
const WAITING_MAX = 1_000;

/**
 * What a partition's owner has told of its records, one behind the other, until an index has come so far. The place
 * where an index goes on with them is a record that it has read in the log itself and that the owner has told, too: a
 * log that has lost its last records, a fence included, may hold others of the same epoch in their places (E5).
 */
export class OwnerFeed {
  /** The first may be one that was handed over: what comes next stands on it. */
  #told: LogRecord[] = [];

  /** A record that is durable. One without a hash stands for several, and can't be told apart from others. */
  tell(record: LogRecord): void {
    const last = this.#told.at(-1);
    const follows = last !== undefined && isNext(record, last) && this.#told.length < WAITING_MAX;
    if (!follows) this.#told = [];
    if (record.hash === undefined) this.#told = [];
    else this.#told.push(record);
  }

  /** Takes what was told behind the newest record of an index; undefined when that record was not told. */
  take(newest: Pick<LogRecord, 'sequence' | 'epoch' | 'hash'>): readonly LogRecord[] | undefined {
    const at = newest.sequence - (this.#told[0]?.sequence ?? 0);
    const same = this.#told[at];
    if (same === undefined || same.hash !== newest.hash || same.epoch !== newest.epoch) return undefined;
    const records = this.#told.slice(at + 1);
    this.#told = [records.at(-1) ?? same];
    return records;
  }

  clear(): void {
    this.#told = [];
  }
}

function isNext(record: LogRecord, before: LogRecord): boolean {
  return record.sequence === before.sequence + 1 && record.epoch === before.epoch;
}
