import { EdgestepError } from '@edgestep/shared';

import type { LogReader, LogRecord } from '../../ports/partition-log.ts';
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
  readonly sequence: number;
  readonly resolve: () => void;
}

const RETRY_MIN_MS = 500;
/** A log that stays damaged is read again so seldom. */
const RETRY_MAX_MS = 15_000;

/** Applies one partition's log to the index of executions, as it grows, from where the index left off. */
export class ProjectionFollower implements AsyncDisposable {
  readonly #options: FollowerOptions;
  readonly #abort = new AbortController();
  readonly #waiters = new Set<Waiter>();
  readonly #running: Promise<void>;
  readonly #clock: Clock;
  #cursor: number;
  #appliedAt: number;
  #retryMs = RETRY_MIN_MS;
  #damage: string | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#appliedAt = this.#clock.now();
    this.#cursor = options.store.cursor(options.source);
    this.#running = this.#run();
  }

  /** The sequence of the last record that reads show. */
  get cursor(): number {
    return this.#cursor;
  }

  /** What is wrong with the log, so that reads show nothing that came later (E5); undefined when all is well. */
  get damage(): string | undefined {
    return this.#damage;
  }

  /** When a record was applied last. */
  get appliedAt(): number {
    return this.#appliedAt;
  }

  /** Resolves once reads show the record at `sequence`, or when `signal` is aborted. */
  async reached(sequence: number, signal: AbortSignal): Promise<void> {
    if (this.#cursor >= sequence || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter: Waiter = { sequence, resolve };
    this.#waiters.add(waiter);
    signal.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    this.#waiters.delete(waiter);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    await this.#running;
    for (const { resolve } of this.#waiters) resolve();
  }

  async #run(): Promise<void> {
    const { source, reader, onFault } = this.#options;
    const { signal } = this.#abort;
    while (!signal.aborted) {
      try {
        await this.#requireSameLog();
        for await (const record of reader.follow(source.partition, this.#cursor + 1, signal))
          this.#apply(record);
      } catch (error) {
        if (signal.aborted) return;
        onFault(error, source);
        if (error instanceof EdgestepError && error.code === 'log-damaged') this.#damage = error.message;
      }
      await this.#pause(signal);
    }
  }

  /** The log is another one than was indexed: it was made anew, or lost records and went on. The index is read again. */
  async #requireSameLog(): Promise<void> {
    const { source, reader, store, onFault } = this.#options;
    const epoch = store.cursorEpoch(source);
    if (epoch === undefined) return;
    const record = await reader.get(source.partition, this.#cursor);
    // A log that is shorter, or a mirror that has not come so far, shows it as it grows.
    if (record === undefined || record.epoch === epoch) return;
    const message = `Record ${this.#cursor} of partition ${source.partition} in ${source.zone} is of epoch ${record.epoch}; the one that was applied was of epoch ${epoch}`;
    onFault(new EdgestepError('log-damaged', message), source);
    store.forget(source);
    this.#cursor = 0;
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
    this.#cursor = record.sequence;
    this.#appliedAt = this.#clock.now();
    this.#retryMs = RETRY_MIN_MS;
    this.#damage = undefined;
    for (const waiter of this.#waiters) if (waiter.sequence <= record.sequence) waiter.resolve();
    for (const { executionArn, events } of record.entries) {
      const last = events.at(-1);
      if (last !== undefined && closedStatus(last) !== undefined) onClosed(executionArn);
    }
  }
}
