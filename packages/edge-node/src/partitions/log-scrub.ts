import { setTimeout as delay } from 'node:timers/promises';

import type { LogReader } from '@edgestep/engine';
import { EdgestepError, type PartitionId, type StoppedPartition } from '@edgestep/shared';

export interface ScrubOptions {
  readonly partitions: number;
  /** Each partition is read by the node that owns it. */
  readonly owns: (partition: PartitionId) => boolean;
  readonly reader: Pick<LogReader, 'read'>;
  /** When the first round begins, and how long after it the next one. */
  readonly firstMs: number;
  readonly intervalMs: number;
  /** Hears of damage, and of reads that failed for another reason; once for each round. */
  readonly onDamage: (partition: PartitionId, message: string) => void;
  readonly onFault: (fault: unknown) => void;
}

/** Reading is paced: so many records, then a pause. The partitions' own work comes first. */
const RECORDS_AT_ONCE = 500;
const PAUSE_MS = 50;

/**
 * Reads the logs from their beginning to their end, from time to time, and proves every record (E5). Recovery reads
 * only what lies behind the latest snapshot: damage to older records would be found by who asks for a history, years
 * later, when the hub may have no copy any more.
 */
export class LogScrub implements AsyncDisposable {
  readonly #options: ScrubOptions;
  readonly #damage = new Map<PartitionId, string>();
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  constructor(options: ScrubOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** What the last round found in partitions that this node owns. */
  get damage(): readonly StoppedPartition[] {
    return [...this.#damage]
      .filter(([partition]) => this.#options.owns(partition))
      .map(([partition, reason]) => ({ partition, reason }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { partitions, owns, firstMs, intervalMs, onFault } = this.#options;
    await this.#pause(firstMs);
    while (!this.#stop.signal.aborted) {
      for (let partition = 0; partition < partitions && !this.#stop.signal.aborted; partition += 1) {
        if (owns(partition)) await this.#scrub(partition).catch(onFault);
      }
      await this.#pause(intervalMs);
    }
  }

  async #scrub(partition: PartitionId): Promise<void> {
    const { reader, owns, onDamage } = this.#options;
    try {
      let read = 0;
      for await (const _ of reader.read(partition, 1)) {
        read += 1;
        if (read % RECORDS_AT_ONCE === 0) await this.#pause(PAUSE_MS);
        if (this.#stop.signal.aborted || !owns(partition)) return;
      }
      this.#damage.delete(partition);
    } catch (error) {
      if (!(error instanceof EdgestepError) || error.code !== 'log-damaged') throw error;
      this.#damage.set(partition, error.message);
      onDamage(partition, error.message);
    }
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}
