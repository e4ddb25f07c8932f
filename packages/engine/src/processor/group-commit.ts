import type { AppendOutcome, LogEntry, LogRecord, PartitionLog } from '../ports/partition-log.ts';
import type { AppendTurns } from './append-turns.ts';

/** Where a decision's events are in the log: undefined until they are durable. */
export interface Position {
  sequence: number | undefined;
}

interface Batch<T> {
  readonly entries: LogEntry[];
  /** What waits for the batch to be durable, in the order in which it was decided. */
  readonly waiting: T[];
  readonly position: Position;
  bytes: number;
  acknowledged: boolean;
  hash: string | undefined;
  /** Takes no more entries. */
  closed: boolean;
  /** Resolves when the batch is released, or given up. */
  done: PromiseWithResolvers<void> | undefined;
}

export interface GroupCommitOptions<T> {
  readonly log: PartitionLog;
  /** How many appends may be under way at once. */
  readonly appendsInFlightMax: number;
  /** Shared with other partitions; absent: nobody waits for others. */
  readonly turns?: Pick<AppendTurns, 'request'> | undefined;
  /** A record is closed when its entries take about so many bytes. */
  readonly recordBytesMax: number;
  /** A record is durable. Called in the order of the log. */
  readonly onDurable: (record: Omit<LogRecord, 'epoch'>, bytes: number) => void;
  /** The turn of what waited. `sequence`: where its events are; 0 for none. Called in the order of the decisions. */
  readonly onRelease: (waiting: readonly T[], sequence: number) => void;
  /** Nothing can be appended any more: fenced (E2), or the log gave up. */
  readonly onLost: (outcome: Exclude<AppendOutcome, { readonly kind: 'appended' }> | LogFault) => void;
}

export interface LogFault {
  readonly kind: 'fault';
  readonly error: unknown;
}

/**
 * Group commit: what was decided while appends are under way becomes one record. Keeps E1: what waits for a record
 * is released when that record and all before it are acknowledged, never earlier, and in the order of decisions.
 */
export class GroupCommit<T> {
  readonly #options: GroupCommitOptions<T>;
  /** Closed and open batches that are not sent yet; only the last takes entries. */
  #unsent: Batch<T>[] = [];
  #inFlight: Batch<T>[] = [];
  #flushScheduled = false;
  #turnRequested = false;
  #lost = false;

  constructor(options: GroupCommitOptions<T>) {
    this.#options = options;
  }

  /** Adds a decision's events, and what waits for them. */
  add(entry: LogEntry, bytes: number, waiting: T): Position {
    const batch = this.#openBatch(bytes);
    batch.entries.push(entry);
    batch.bytes += bytes;
    batch.waiting.push(waiting);
    if (!this.#flushScheduled) {
      this.#flushScheduled = true;
      queueMicrotask(this.#flush);
    }
    return batch.position;
  }

  /**
   * For a decision without events: it may rest on events that are not durable yet, so it waits for all that was
   * decided before it, and for nothing when that is durable.
   */
  after(waiting: T): void {
    const batch = this.#unsent.at(-1) ?? this.#inFlight.at(-1);
    if (batch === undefined) this.#options.onRelease([waiting], 0);
    else batch.waiting.push(waiting);
  }

  /** What is added from now on comes into another record than what was added so far. */
  closeRecord(): void {
    const last = this.#unsent.at(-1);
    if (last !== undefined) last.closed = true;
  }

  /** Resolves when all that was added so far is durable and released, or was given up. */
  settled(): Promise<void> {
    return whenDone(this.#unsent.at(-1) ?? this.#inFlight.at(-1));
  }

  /** Resolves when all that may be in the log by now is known to be there, and released, or was given up. */
  underWay(): Promise<void> {
    return whenDone(this.#inFlight.at(-1));
  }

  /** Gives up all that is not durable, and answers what waited for it. */
  abandon(): readonly T[] {
    this.#lost = true;
    const batches = [...this.#inFlight, ...this.#unsent];
    this.#inFlight = [];
    this.#unsent = [];
    for (const batch of batches) batch.done?.resolve();
    return batches.flatMap((batch) => batch.waiting);
  }

  #openBatch(bytes: number): Batch<T> {
    const last = this.#unsent.at(-1);
    const isOpen = last !== undefined && !last.closed;
    if (isOpen && last.bytes + bytes <= this.#options.recordBytesMax) return last;
    const batch: Batch<T> = {
      entries: [],
      waiting: [],
      position: { sequence: undefined },
      bytes: 0,
      acknowledged: false,
      hash: undefined,
      closed: false,
      done: undefined,
    };
    this.#unsent.push(batch);
    return batch;
  }

  readonly #flush = (): void => {
    this.#flushScheduled = false;
    if (this.#turnRequested || this.#unsent.length === 0 || !this.#mayAppend) return;
    const { turns } = this.#options;
    if (turns === undefined) return this.#append(() => {});
    this.#turnRequested = true;
    turns.request((end) => {
      this.#turnRequested = false;
      this.#append(end);
    });
  };

  get #mayAppend(): boolean {
    return !this.#lost && this.#inFlight.length < this.#options.appendsInFlightMax;
  }

  #append(endTurn: () => void): void {
    const batch = this.#mayAppend ? this.#unsent.shift() : undefined;
    if (batch === undefined) return endTurn();
    this.#inFlight.push(batch);
    const answered = (outcome: AppendOutcome | LogFault): void => {
      endTurn();
      this.#answered(batch, outcome);
    };
    this.#options.log
      .append(batch.entries)
      .then(answered, (error: unknown) => answered({ kind: 'fault', error }));
    this.#flush();
  }

  #answered(batch: Batch<T>, outcome: AppendOutcome | LogFault): void {
    if (this.#lost) return;
    if (outcome.kind !== 'appended') {
      this.#lost = true;
      this.#options.onLost(outcome);
      return;
    }
    batch.position.sequence = outcome.sequence;
    batch.hash = outcome.hash;
    batch.acknowledged = true;
    this.#release();
    this.#flush();
  }

  /** Answers may overtake each other; releases keep the order of the log. */
  #release(): void {
    for (let batch = this.#inFlight[0]; batch?.acknowledged === true; batch = this.#inFlight[0]) {
      this.#inFlight.shift();
      const sequence = batch.position.sequence ?? 0;
      const { entries, bytes, hash } = batch;
      this.#options.onDurable(
        hash === undefined ? { sequence, entries } : { sequence, hash, entries },
        bytes,
      );
      this.#options.onRelease(batch.waiting, sequence);
      batch.done?.resolve();
      if (this.#lost) return;
    }
  }
}

async function whenDone(batch: Batch<unknown> | undefined): Promise<void> {
  if (batch === undefined) return;
  batch.done ??= Promise.withResolvers();
  await batch.done.promise;
}
