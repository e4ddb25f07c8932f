import type { ProcessorLimits } from './processor-options.ts';
import { takeSnapshot, type SnapshotSource } from './snapshot-taker.ts';

/** Takes snapshots: one at a time, after so many records or bytes, and a last one at an orderly end. */
export class SnapshotSchedule {
  readonly #source: SnapshotSource;
  readonly #limits: ProcessorLimits;
  readonly #onFault: (fault: unknown) => void;
  #records = 0;
  #bytes = 0;
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
  }

  /** Begins a snapshot when it is due. */
  takeWhenDue(): void {
    const { snapshotRecords, snapshotBytes } = this.#limits;
    if (this.#records < snapshotRecords && this.#bytes < snapshotBytes) return;
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

  /** A snapshot that fails costs only time at the next recovery; the one before it stays good. */
  async #take(): Promise<void> {
    this.#records = 0;
    this.#bytes = 0;
    try {
      await takeSnapshot(this.#source);
    } catch (fault) {
      this.#onFault(fault);
    }
  }
}
