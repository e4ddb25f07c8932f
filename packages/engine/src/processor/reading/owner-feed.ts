import type { LogRecord, RecordMark } from '../../ports/partition-log.ts';

/** So many records wait for an index that is behind; then it reads them from the log. */
const WAITING_MAX = 1_000;

/** What a partition's owner has told of its records, one behind the other, until an index has come to where they begin. */
export class OwnerFeed {
  #waiting: LogRecord[] = [];

  /** A record that is durable. One without a hash stands for several, and can't be told apart from others. */
  tell(record: LogRecord): void {
    const last = this.#waiting.at(-1);
    const follows = last === undefined || isNext(record, last);
    if (!follows || this.#waiting.length >= WAITING_MAX) this.#waiting = [];
    if (record.hash !== undefined) this.#waiting.push(record);
    else this.#waiting = [];
  }

  /** Takes the records behind `tail`, if it is known that they are the next: of one epoch, without a gap. */
  take(tail: RecordMark): readonly LogRecord[] {
    const known = this.#waiting.findIndex(({ sequence }) => sequence > tail.sequence);
    const waiting = known < 0 ? [] : this.#waiting.slice(known);
    const [first] = waiting;
    const follows = first !== undefined && isNext(first, tail);
    this.#waiting = follows ? [] : waiting;
    return follows ? waiting : [];
  }

  clear(): void {
    this.#waiting = [];
  }
}

function isNext(record: RecordMark, before: RecordMark): boolean {
  return record.sequence === before.sequence + 1 && record.epoch === before.epoch;
}
