import type { PartitionSnapshot, SnapshotStore } from '@edgestep/engine';
import type { PartitionId } from '@edgestep/shared';

import { askServer, type LogAccess } from './log-access.ts';

/** So many snapshots of a partition are kept. */
const KEPT = 2;

const NEVER = new AbortController().signal;

/** The snapshots of all partitions, as they lie on the server's disk. */
export class SimulatedSnapshotDisk {
  readonly #snapshots = new Map<PartitionId, PartitionSnapshot[]>();

  /** The newest by its sequence, as the store on JetStream takes it. */
  latest(partition: PartitionId): PartitionSnapshot | undefined {
    return this.#snapshots.get(partition)?.toSorted((one, other) => other.sequence - one.sequence)[0];
  }

  save(partition: PartitionId, snapshot: PartitionSnapshot): void {
    const kept = this.#snapshots.get(partition) ?? [];
    this.#snapshots.set(partition, [...kept, snapshot].slice(-KEPT));
  }

  /** The newest snapshot is gone; the one before it stays. */
  loseLatest(partition: PartitionId): void {
    const latest = this.latest(partition);
    const kept = this.#snapshots.get(partition) ?? [];
    this.#snapshots.set(
      partition,
      kept.filter((snapshot) => snapshot !== latest),
    );
  }

  /** The newest snapshot ends in the midst of its bytes. */
  cutLatest(partition: PartitionId, part: number): void {
    const latest = this.latest(partition);
    if (latest === undefined) return;
    this.loseLatest(partition);
    const bytes = latest.bytes.subarray(0, Math.floor(latest.bytes.length * part));
    this.save(partition, { sequence: latest.sequence, bytes });
  }

  /** What an operator does with snapshots that the log does not bear out. */
  dropAll(partition: PartitionId): void {
    this.#snapshots.delete(partition);
  }
}

/** A node's way to the snapshots. What is saved when its sender dies may arrive all the same. */
export class SimulatedSnapshotStore implements SnapshotStore {
  readonly #access: LogAccess;
  readonly #disk: SimulatedSnapshotDisk;

  constructor(access: LogAccess, disk: SimulatedSnapshotDisk) {
    this.#access = access;
    this.#disk = disk;
  }

  latest(partition: PartitionId): Promise<PartitionSnapshot | undefined> {
    return askServer(this.#access, NEVER, () => this.#disk.latest(partition));
  }

  async save(partition: PartitionId, snapshot: PartitionSnapshot): Promise<void> {
    if (!this.#access.process.isAlive) return;
    await askServer(this.#access, NEVER, () => this.#disk.save(partition, snapshot));
  }
}
