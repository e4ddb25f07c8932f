import { EdgestepError } from '@edgestep/shared';

import type { LogReader, LogRecord, RecordMark } from '../../ports/partition-log.ts';
import type { ProjectionStore } from '../../projections/execution-index.ts';
import { LogChanges, type RecordKey } from '../../projections/log-changes.ts';
import type { LogSource } from '../../projections/log-source.ts';
import { closedStatus } from '../../projections/summary/closed-status.ts';
import { systemClock, type Clock } from '../clock.ts';
import type { Closings } from './closing-watch.ts';
import type { ChangesOfLog, IndexWriter } from './index-writer.ts';
import { OwnerFeed } from './owner-feed.ts';

export interface FollowerOptions {
  readonly source: LogSource;
  readonly reader: LogReader;
  readonly store: Pick<ProjectionStore, 'newest' | 'forget'>;
  /** Writes into that store. */
  readonly writer: IndexWriter;
  readonly closings: Closings;
  /** Hears what went wrong; the follower goes on by itself. */
  readonly onFault: (error: unknown, source: LogSource) => void;
  /** The machine's clock when absent. */
  readonly clock?: Clock;
}

interface Waiter {
  readonly mark: RecordMark;
  readonly resolve: () => void;
}

/** The log is not the one that was indexed, though it has the name: the index is read again. */
class OtherLogError extends EdgestepError {}

const RETRY_MIN_MS = 500;
/** A log that stays damaged is read again so seldom. */
const RETRY_MAX_MS = 15_000;

/** With so many entries of records, changes are written without waiting for more. */
const COLLECTED_MAX = 1_024;

/** Why a log is not read any more: its owner tells. */
const FED = Symbol('fed');

const NOTHING: RecordKey = { sequence: 0, epoch: 0 };

/**
 * Applies one partition's log to the index of executions, as it grows, from where the index left off. While the
 * partition's owner is in the same process and tells what it has written (`tell`), the log is not read.
 */
export class ProjectionFollower implements AsyncDisposable {
  readonly #options: FollowerOptions;
  readonly #abort = new AbortController();
  readonly #waiters = new Set<Waiter>();
  readonly #running: Promise<void>;
  readonly #clock: Clock;
  readonly #feed = new OwnerFeed();
  /** Resolved when the owner's word is not enough any more; undefined while the log is read. */
  #fed: PromiseWithResolvers<void> | undefined;
  #following = new AbortController();
  /** What the index does not have yet. */
  #collected: LogChanges | undefined;
  readonly #changes: ChangesOfLog;
  /** What was applied last. */
  #newest: RecordKey;
  #appliedAt: number;
  #retryMs = RETRY_MIN_MS;
  #damage: string | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#appliedAt = this.#clock.now();
    this.#newest = options.store.newest(options.source) ?? NOTHING;
    this.#changes = {
      take: () => this.#takeCollected(),
      concern: (executionArn) => this.#collected?.concern(executionArn) === true,
      written: (changes) => this.#written(changes),
      failed: (error) => {
        // They are read again from the log.
        this.release();
        this.#following.abort(error);
      },
    };
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

  /** Whether the index shows all of one execution that such a record, and those before it, tell. */
  isAtFor(executionArn: string, mark: RecordMark): boolean {
    if (this.isAt(mark)) return true;
    const { sequence, epoch } = this.#tail;
    return sequence >= mark.sequence && epoch >= mark.epoch && !this.#changes.concern(executionArn);
  }

  /** Resolves once reads show the record (`isAt`), or when `signal` is aborted. */
  async reached(mark: RecordMark, signal: AbortSignal): Promise<void> {
    if (this.isAt(mark) || signal.aborted) return;
    this.#options.writer.writeNow();
    if (this.isAt(mark)) return;
    if (this.#fed !== undefined) {
      // Another has taken the partition over.
      if (mark.epoch > this.#newest.epoch) this.release();
    } else if (this.cursor >= mark.sequence) {
      // Epochs only grow along a log: this index is further, and of a former owner.
      this.#following.abort(this.#otherLog(mark));
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter: Waiter = { mark, resolve };
    this.#waiters.add(waiter);
    signal.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    this.#waiters.delete(waiter);
  }

  /** The partition's owner, in this process, has written a record that is durable. */
  tell(record: LogRecord): void {
    if (this.#abort.signal.aborted) return;
    this.#feed.tell(record);
    const isTaken = this.#takeFed();
    if (!isTaken && this.#fed !== undefined) this.#readLog();
  }

  /** The owner in this process is no owner any more. */
  release(): void {
    this.#feed.clear();
    this.#readLog();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    this.#following.abort();
    this.#takeCollected();
    this.#readLog();
    await this.#running;
    for (const { resolve } of this.#waiters) resolve();
  }

  async #run(): Promise<void> {
    const { source, store, onFault } = this.#options;
    const { signal } = this.#abort;
    while (!signal.aborted) {
      if (this.#fed !== undefined) {
        await this.#fed.promise;
        continue;
      }
      this.#following = new AbortController();
      try {
        await this.#follow(this.#following.signal);
      } catch (error) {
        if (signal.aborted) return;
        if (this.#following.signal.reason === FED) continue;
        onFault(error, source);
        if (error instanceof OtherLogError) {
          this.#takeCollected();
          store.forget(source);
          this.#newest = NOTHING;
          this.#retryMs = RETRY_MIN_MS;
        } else if (error instanceof EdgestepError && error.code === 'log-damaged') {
          // Further on: it does not touch what is indexed, which shows until the log is repaired.
          this.#options.writer.writeNow();
          this.#damage = error.message;
        }
      }
      if (this.#fed === undefined) await this.#pause(signal);
    }
  }

  /** From the record that was taken last: it has to be the one that is there still (E5). */
  async #follow(signal: AbortSignal): Promise<void> {
    const { source, reader } = this.#options;
    for await (const record of reader.follow(source.partition, Math.max(1, this.#tail.sequence), signal)) {
      signal.throwIfAborted();
      if (record.sequence !== this.#tail.sequence) this.#take([record]);
      else if (!isSame(record, this.#tail)) throw this.#otherLog(record);
      this.#damage = undefined;
      if (this.#takeFed()) return;
    }
    signal.throwIfAborted();
  }

  /** The last record that was taken, be it applied or not. */
  get #tail(): RecordKey {
    return this.#collected?.newest ?? this.#newest;
  }

  /** Goes on with what the owner has told, if it is what comes next. */
  #takeFed(): boolean {
    const records = this.#feed.take(this.#tail);
    if (records === undefined) return false;
    if (records.length > 0) this.#take(records);
    if (this.#fed === undefined) {
      this.#fed = Promise.withResolvers();
      this.#following.abort(FED);
    }
    return true;
  }

  #readLog(): void {
    this.#options.writer.writeNow();
    this.#fed?.resolve();
    this.#fed = undefined;
  }

  #take(records: readonly LogRecord[]): void {
    const collected = (this.#collected ??= new LogChanges(this.#options.source));
    for (const record of records) collected.add(record);
    const { writer } = this.#options;
    writer.writeSoon(this.#changes);
    if (collected.entryCount >= COLLECTED_MAX) writer.writeNow();
    else if (records.some((record) => this.#endsAwaited(record))) writer.writeAwaited(this.#changes);
  }

  #endsAwaited({ entries }: LogRecord): boolean {
    return entries.some(({ executionArn, events }) => {
      const last = events.at(-1);
      const isEnd = last !== undefined && closedStatus(last) !== undefined;
      return isEnd && this.#options.closings.isAwaited(executionArn);
    });
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

  #takeCollected(): LogChanges | undefined {
    const collected = this.#collected;
    this.#collected = undefined;
    return collected;
  }

  #written({ newest, executions }: LogChanges): void {
    if (newest === undefined) return;
    this.#newest = newest;
    this.#appliedAt = this.#clock.now();
    this.#retryMs = RETRY_MIN_MS;
    for (const waiter of this.#waiters) if (this.isAt(waiter.mark)) waiter.resolve();
    const { closings } = this.#options;
    for (const { executionArn, standing } of executions) {
      if (standing !== undefined && standing.status !== 'RUNNING') closings.closed(executionArn);
    }
  }
}

function isSame(one: RecordKey, other: RecordKey): boolean {
  return one.epoch === other.epoch && (one.hash ?? other.hash) === (other.hash ?? one.hash);
}
