import type { ProcessorLimits } from './processor-options.ts';
import { takeSnapshot, type SnapshotSource } from './snapshot-taker.ts';

/** To read a record costs a recovery about as much as so many bytes of a snapshot, however small the record is. */
const RECORD_BYTES_MIN = 4_096;

/**
 * Takes snapshots: one at a time, after so many records or bytes, and a last one at an orderly end. After a large one
 * the log has to grow by as much before the next: many waiting executions are not written down again for every few
 * that move.
 */
export class SnapshotSchedule {
  readonly #source: SnapshotSource;
  readonly #limits: ProcessorLimits;
  readonly #onFault: (fault: unknown) => void;
  #records = 0;
  #bytes = 0;
  /** What a recovery would have to read behind the newest snapshot, small records weighed. */
  #tailBytes = 0;
  /** The size of the newest snapshot. */
  #snapshotBytes = 0;
  #underWay: Promise<void> | undefined;

  constructor(source: SnapshotSource, limits: ProcessorLimits, onFault: (fault: unknown) => void) {
    this.#source = source;
    this.#limits = limits;
    this.#onFault = onFault;
  }

  /** Counts a record that became durable. */
  note(bytes: number): void {
    this.#records += 1;
    this.#bytes += bytes;
    this.#tailBytes += Math.max(bytes, RECORD_BYTES_MIN);
  }

  /** Begins a snapshot when it is due. */
  takeWhenDue(): void {
    if (!this.#isDue()) return;
    if (this.#underWay !== undefined || this.#source.isStopped()) return;
    this.#underWay = this.#take().finally(() => {
      this.#underWay = undefined;
    });
  }

  /** Brings the snapshot up to date, if anything was written since. */
  async finish(): Promise<void> {
    await this.#underWay;
    if (this.#records > 0) await this.#take();
  }

  #isDue(): boolean {
    const { snapshotRecords, snapshotBytes } = this.#limits;
    if (this.#records < snapshotRecords && this.#bytes < snapshotBytes) return false;
    return this.#tailBytes >= this.#snapshotBytes;
  }

  /** A snapshot that fails costs only time at the next recovery; the one before it stays good. */
  async #take(): Promise<void> {
    this.#records = 0;
    this.#bytes = 0;
    this.#tailBytes = 0;
    try {
      const taken = await takeSnapshot(this.#source);
      if (taken !== undefined) this.#snapshotBytes = taken.bytes;
    } catch (fault) {
      this.#onFault(fault);
    }
  }
}
