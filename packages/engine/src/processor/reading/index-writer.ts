import type { ProjectionStore } from '../../projections/execution-index.ts';
import type { LogChanges } from '../../projections/log-changes.ts';
import type { Clock } from '../clock.ts';

export interface IndexWriterOptions {
  readonly store: Pick<ProjectionStore, 'apply'>;
  readonly clock: Clock;
  /** Changes are collected for so long and written together, unless somebody waits for them. */
  readonly collectMs: number;
}

/** Who has changes for the index. */
export interface ChangesOfLog {
  /** Hands the collected changes over; undefined when there are none. */
  take(): LogChanges | undefined;
  /** Whether they are about an execution, among others. */
  concern(executionArn: string): boolean;
  /** They are in the index. */
  written(changes: LogChanges): void;
  /** They are not, and won't be unless they are handed over again. */
  failed(error: unknown): void;
}

interface Batch {
  readonly log: ChangesOfLog;
  readonly changes: LogChanges;
}

/** Ends that somebody waits for are collected for so long. */
const AWAITED_MS = 20;

/** Writes what the followers of several logs have collected into one index, in one transaction. */
export class IndexWriter implements Disposable {
  readonly #options: IndexWriterOptions;
  readonly #waiting = new Set<ChangesOfLog>();
  #timer: Disposable | undefined;
  #awaitedTimer: Disposable | undefined;

  constructor(options: IndexWriterOptions) {
    this.#options = options;
  }

  /** Writes the changes that `log` has, and will have by then, soon. */
  writeSoon(log: ChangesOfLog): void {
    this.#waiting.add(log);
    this.#timer ??= this.#options.clock.setTimer(this.#options.collectMs, () => this.writeNow());
  }

  /** Somebody waits until what `log` has is written, and is not told before. */
  writeAwaited(log: ChangesOfLog): void {
    this.writeSoon(log);
    this.#awaitedTimer ??= this.#options.clock.setTimer(AWAITED_MS, () => this.writeNow());
  }

  /** Writes all that waits, if some of it is about the execution. */
  writeNowFor(executionArn: string): void {
    for (const log of this.#waiting) {
      if (!log.concern(executionArn)) continue;
      this.writeNow();
      return;
    }
  }

  /** Writes all that waits. */
  writeNow(): void {
    this[Symbol.dispose]();
    const batches = [...this.#waiting].flatMap((log): Batch[] => {
      const changes = log.take();
      return changes === undefined ? [] : [{ log, changes }];
    });
    this.#waiting.clear();
    if (batches.length === 0) return;
    try {
      this.#options.store.apply(batches.map(({ changes }) => changes));
    } catch (error) {
      // One log must not keep the others from being indexed.
      if (batches.length > 1) for (const batch of batches) this.#writeOne(batch);
      else batches[0]?.log.failed(error);
      return;
    }
    for (const { log, changes } of batches) log.written(changes);
  }

  #writeOne({ log, changes }: Batch): void {
    try {
      this.#options.store.apply([changes]);
    } catch (error) {
      log.failed(error);
      return;
    }
    log.written(changes);
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    this.#awaitedTimer?.[Symbol.dispose]();
    this.#awaitedTimer = undefined;
  }
}
