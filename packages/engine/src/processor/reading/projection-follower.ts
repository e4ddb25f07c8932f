import { EdgestepError } from '@edgestep/shared';

import type { LogReader, LogRecord, RecordMark } from '../../ports/partition-log.ts';
import type { LogSource, ProjectionStore } from '../../projections/execution-index.ts';
import { closedStatus } from '../../projections/summary/closed-status.ts';
import { systemClock, type Clock } from '../clock.ts';

export interface FollowerOptions {
  readonly source: LogSource;
  readonly reader: LogReader;
  readonly store: ProjectionStore;
  readonly onClosed: (executionArn: string) => void;
  /** Hears what went wrong; the follower goes on by itself. */
  readonly onFault: (error: unknown, source: LogSource) => void;
  /** The machine's clock when absent. */
  readonly clock?: Clock;
}

interface Waiter {
  readonly mark: RecordMark;
  readonly resolve: () => void;
}

type Applied = Pick<LogRecord, 'sequence' | 'epoch' | 'hash'>;

/** The log is not the one that was indexed, though it has the name: the index is read again. */
class OtherLogError extends EdgestepError {}

const RETRY_MIN_MS = 500;
/** A log that stays damaged is read again so seldom. */
const RETRY_MAX_MS = 15_000;

const NOTHING: Applied = { sequence: 0, epoch: 0 };

/** Applies one partition's log to the index of executions, as it grows, from where the index left off. */
export class ProjectionFollower implements AsyncDisposable {
  readonly #options: FollowerOptions;
  readonly #abort = new AbortController();
  readonly #waiters = new Set<Waiter>();
  readonly #running: Promise<void>;
  readonly #clock: Clock;
  #following = new AbortController();
  /** What was applied last. */
  #newest: Applied;
  #appliedAt: number;
  #retryMs = RETRY_MIN_MS;
  #damage: string | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#appliedAt = this.#clock.now();
    this.#newest = options.store.newest(options.source) ?? NOTHING;
    this.#running = this.#run();
  }

  /** The sequence of the last record that reads show. */
  get cursor(): number {
    return this.#newest.sequence;
  }

  /** What is wrong with the log, so that reads show nothing that came later (E5); undefined when all is well. */
  get damage(): string | undefined {
    return this.#damage;
  }

  /** When a record was applied last. */
  get appliedAt(): number {
    return this.#appliedAt;
  }

  /** Whether reads show a record that an owner of its epoch knows to be durable, and all before it. */
  isAt({ sequence, epoch }: RecordMark): boolean {
    return this.#newest.sequence >= sequence && this.#newest.epoch >= epoch;
  }

  /** Resolves once reads show the record (`isAt`), or when `signal` is aborted. */
  async reached(mark: RecordMark, signal: AbortSignal): Promise<void> {
    if (this.isAt(mark) || signal.aborted) return;
    // Epochs only grow along a log: this index is further, and of a former owner.
    if (this.cursor >= mark.sequence) this.#following.abort(this.#otherLog(mark));
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter: Waiter = { mark, resolve };
    this.#waiters.add(waiter);
    signal.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    this.#waiters.delete(waiter);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    this.#following.abort();
    await this.#running;
    for (const { resolve } of this.#waiters) resolve();
  }

  async #run(): Promise<void> {
    const { source, store, onFault } = this.#options;
    const { signal } = this.#abort;
    while (!signal.aborted) {
      this.#following = new AbortController();
      try {
        await this.#follow(this.#following.signal);
      } catch (error) {
        if (signal.aborted) return;
        onFault(error, source);
        if (error instanceof OtherLogError) {
          store.forget(source);
          this.#newest = NOTHING;
          this.#retryMs = RETRY_MIN_MS;
        } else if (error instanceof EdgestepError && error.code === 'log-damaged') {
          // Further on: it does not touch what is indexed, which shows until the log is repaired.
          this.#damage = error.message;
        }
      }
      await this.#pause(signal);
    }
  }

  /** From the record that was applied last: it has to be the one that is there still (E5). */
  async #follow(signal: AbortSignal): Promise<void> {
    const { source, reader } = this.#options;
    for await (const record of reader.follow(source.partition, Math.max(1, this.cursor), signal)) {
      signal.throwIfAborted();
      if (record.sequence !== this.cursor) this.#apply(record);
      else if (!isSame(record, this.#newest)) throw this.#otherLog(record);
      this.#damage = undefined;
    }
    signal.throwIfAborted();
  }

  #otherLog({ sequence, epoch }: RecordMark): OtherLogError {
    const { zone, partition } = this.#options.source;
    const indexed = `record ${this.cursor} of epoch ${this.#newest.epoch}`;
    const message = `Record ${sequence} of epoch ${epoch} of partition ${partition} in ${zone} is not of the log that was indexed up to ${indexed}: that one lost records, or was made anew`;
    return new OtherLogError('log-damaged', message);
  }

  async #pause(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    using _timer = this.#clock.setTimer(this.#retryMs, resolve);
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MAX_MS);
    const giveUp = () => resolve();
    signal.addEventListener('abort', giveUp, { once: true });
    await promise;
    signal.removeEventListener('abort', giveUp);
  }

  #apply(record: LogRecord): void {
    const { source, store, onClosed } = this.#options;
    store.apply(source, [record]);
    const { sequence, epoch, hash } = record;
    this.#newest = hash === undefined ? { sequence, epoch } : { sequence, epoch, hash };
    this.#appliedAt = this.#clock.now();
    this.#retryMs = RETRY_MIN_MS;
    for (const waiter of this.#waiters) if (this.isAt(waiter.mark)) waiter.resolve();
    for (const { executionArn, events } of record.entries) {
      const last = events.at(-1);
      if (last !== undefined && closedStatus(last) !== undefined) onClosed(executionArn);
    }
  }
}

function isSame(one: Applied, other: Applied): boolean {
  return one.epoch === other.epoch && (one.hash ?? other.hash) === (other.hash ?? one.hash);
}
