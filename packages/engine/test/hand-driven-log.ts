import type {
  AppendOutcome,
  LogEntry,
  LogReader,
  LogRecord,
  PartitionLog,
} from '../src/ports/partition-log.ts';

interface Append {
  readonly entries: readonly LogEntry[];
  readonly outcome: PromiseWithResolvers<AppendOutcome>;
}

/** A log whose every append waits for the test to say what comes of it; what was acknowledged can be read. */
export class HandDrivenLog implements PartitionLog, LogReader {
  readonly partition = 5;
  readonly epoch: number;
  readonly records: LogRecord[];
  readonly appends: Append[] = [];
  disposed = false;

  constructor(records: readonly LogRecord[] = [], epoch = 1) {
    this.records = [...records];
    this.epoch = epoch;
  }

  get lastSequence(): number {
    return this.records.at(-1)?.sequence ?? 0;
  }

  append(entries: readonly LogEntry[]): Promise<AppendOutcome> {
    const append = { entries, outcome: Promise.withResolvers<AppendOutcome>() };
    this.appends.push(append);
    return append.outcome.promise;
  }

  /** Acknowledges the oldest append, and lets what waited for it happen. */
  async acknowledge(): Promise<void> {
    const append = this.appends.shift();
    if (append === undefined) throw new Error('no append is under way');
    const sequence = this.lastSequence + 1;
    this.records.push({ sequence, epoch: this.epoch, entries: [...append.entries] });
    append.outcome.resolve({ kind: 'appended', sequence });
    await settled();
  }

  /** Acknowledges until nothing is under way. */
  async acknowledgeAll(): Promise<void> {
    await settled();
    while (this.appends.length > 0) await this.acknowledge();
  }

  /** Refuses everything that is under way: another owner has written. */
  async fence(): Promise<void> {
    for (const { outcome } of this.appends.splice(0)) {
      outcome.resolve({ kind: 'fenced', message: 'another owner has written' });
    }
    await settled();
  }

  async *read(_partition: number, fromSequence: number): AsyncIterable<LogRecord> {
    for (const record of this.records) if (record.sequence >= fromSequence) yield record;
  }

  /** The records that hold an execution's events. */
  places(executionArn: string): readonly number[] {
    return this.records
      .filter(({ entries }) => entries.some((entry) => entry.executionArn === executionArn))
      .map(({ sequence }) => sequence);
  }

  async get(_partition: number, sequence: number): Promise<LogRecord | undefined> {
    return this.records.find((record) => record.sequence === sequence);
  }

  follow(partition: number, fromSequence: number): AsyncIterable<LogRecord> {
    return this.read(partition, fromSequence);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disposed = true;
  }
}

/** Lets every promise that is ready take its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
