import type {
  AppendOutcome,
  LogEntry,
  LogReader,
  LogRecord,
  PartitionLog,
} from '../src/ports/partition-log.ts';

/**
 * A partition's log as all owners share it: what is stored stays, whoever stored it. Opening it for writing fences
 * the owner before off (E2). Records go through JSON, as they would through a wire.
 */
export class SharedLog implements LogReader {
  readonly records: LogRecord[] = [];
  #epoch = 0;

  open(behaviour: { readonly losesAppend: () => boolean }): PartitionLog {
    this.#epoch += 1;
    return new SharedLogWriter(this, this.#epoch, behaviour.losesAppend);
  }

  get epoch(): number {
    return this.#epoch;
  }

  store(epoch: number, entries: readonly LogEntry[]): number {
    const sequence = this.records.length + 1;
    this.records.push({ sequence, epoch, entries: JSON.parse(JSON.stringify(entries)) as LogEntry[] });
    return sequence;
  }

  async *read(_partition: number, fromSequence: number): AsyncIterable<LogRecord> {
    for (const record of this.records.slice(fromSequence - 1)) yield record;
  }

  /** The records that hold an execution's events. */
  places(executionArn: string): readonly number[] {
    return this.records
      .filter(({ entries }) => entries.some((entry) => entry.executionArn === executionArn))
      .map(({ sequence }) => sequence);
  }

  async get(_partition: number, sequence: number): Promise<LogRecord | undefined> {
    return this.records[sequence - 1];
  }

  follow(partition: number, fromSequence: number): AsyncIterable<LogRecord> {
    return this.read(partition, fromSequence);
  }
}

class SharedLogWriter implements PartitionLog {
  readonly partition = 0;
  readonly epoch: number;
  readonly #shared: SharedLog;
  readonly #losesAppend: () => boolean;
  #expected: number;
  #lost = false;

  constructor(shared: SharedLog, epoch: number, losesAppend: () => boolean) {
    this.#shared = shared;
    this.epoch = epoch;
    this.#losesAppend = losesAppend;
    this.#expected = shared.records.length;
  }

  get lastSequence(): number {
    return this.#expected;
  }

  /** Stores, or is refused; with a crash in between nobody hears of it. */
  async append(entries: readonly LogEntry[]): Promise<AppendOutcome> {
    await Promise.resolve();
    if (this.#lost || this.epoch !== this.#shared.epoch || this.#expected !== this.#shared.records.length) {
      return { kind: 'fenced', message: 'another owner has written' };
    }
    this.#lost = this.#losesAppend();
    if (this.#lost) return new Promise<never>(() => {});
    this.#expected = this.#shared.store(this.epoch, entries);
    return { kind: 'appended', sequence: this.#expected };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
