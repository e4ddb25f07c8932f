import type { LogRecord } from '../../ports/partition-log.ts';
import type { LogRecords, LogSource, ProjectionStore } from '../../projections/execution-index.ts';
import type { Clock } from '../clock.ts';

export interface IndexWriterOptions {
  readonly store: Pick<ProjectionStore, 'apply'>;
  readonly clock: Clock;
  /** Records are collected for so long and written together, unless a read waits for them. */
  readonly collectMs: number;
}

/** Who has records for the index. */
export interface RecordsOfLog {
  readonly source: LogSource;
  /** Hands the collected records over, the first of them first. */
  take(): readonly LogRecord[];
  /** They are in the index. */
  written(records: readonly LogRecord[]): void;
  /** They are not, and won't be unless they are handed over again. */
  failed(error: unknown): void;
}

/** Writes what the followers of several logs have collected into one index, in one transaction. */
export class IndexWriter implements Disposable {
  readonly #options: IndexWriterOptions;
  readonly #waiting = new Set<RecordsOfLog>();
  #timer: Disposable | undefined;

  constructor(options: IndexWriterOptions) {
    this.#options = options;
  }

  /** Writes the records that `log` has, and will have by then, soon. */
  writeSoon(log: RecordsOfLog): void {
    this.#waiting.add(log);
    this.#timer ??= this.#options.clock.setTimer(this.#options.collectMs, () => this.writeNow());
  }

  /** Writes all that waits. */
  writeNow(): void {
    this[Symbol.dispose]();
    const batches = [...this.#waiting].map((log) => ({ log, source: log.source, records: log.take() }));
    this.#waiting.clear();
    const full = batches.filter(({ records }) => records.length > 0);
    if (full.length === 0) return;
    try {
      this.#options.store.apply(full);
    } catch (error) {
      // One log must not keep the others from being indexed.
      if (full.length > 1) for (const each of full) this.#writeOne(each);
      else full[0]?.log.failed(error);
      return;
    }
    for (const { log, records } of full) log.written(records);
  }

  #writeOne(batch: LogRecords & { readonly log: RecordsOfLog }): void {
    try {
      this.#options.store.apply([batch]);
    } catch (error) {
      batch.log.failed(error);
      return;
    }
    batch.log.written(batch.records);
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
