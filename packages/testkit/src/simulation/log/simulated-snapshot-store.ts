import type { NewSnapshot, PartitionSnapshot, RecordMark, SnapshotStore } from '@edgestep/engine';
import type { PartitionId } from '@edgestep/shared';

import { askServer, type LogAccess } from './log-access.ts';

/** A snapshot as it lies on the disk. */
interface KeptSnapshot {
  readonly sequence: number;
  readonly through: RecordMark;
  readonly bytes: Uint8Array;
}

/** So many snapshots of a partition are kept. */
const KEPT = 2;
const PIECE_BYTES = 1_000;

const NEVER = new AbortController().signal;

/** The snapshots of all partitions, as they lie on the server's disk. */
export class SimulatedSnapshotDisk {
  readonly #snapshots = new Map<PartitionId, KeptSnapshot[]>();

  /** The newest by its sequence, as the store on JetStream takes it, of those before `before`. */
  latest(partition: PartitionId, before = Number.POSITIVE_INFINITY): KeptSnapshot | undefined {
    const kept = this.#snapshots.get(partition) ?? [];
    return kept
      .filter(({ sequence }) => sequence < before)
      .toSorted((one, other) => other.sequence - one.sequence)[0];
  }

  save(partition: PartitionId, snapshot: KeptSnapshot): void {
    const kept = this.#snapshots.get(partition) ?? [];
    this.#snapshots.set(partition, [...kept, snapshot].slice(-KEPT));
  }

  /** The newest snapshot is gone; the one before it stays. */
  loseLatest(partition: PartitionId): void {
    const latest = this.latest(partition);
    this.keepOnly(partition, (snapshot) => snapshot !== latest);
  }

  /** The newest snapshot ends in the midst of its bytes. */
  cutLatest(partition: PartitionId, part: number): void {
    const latest = this.latest(partition);
    if (latest === undefined) return;
    this.loseLatest(partition);
    const bytes = latest.bytes.subarray(0, Math.floor(latest.bytes.length * part));
    this.save(partition, { ...latest, bytes });
  }

  /** Drops the others. */
  keepOnly(partition: PartitionId, isKept: (snapshot: KeptSnapshot) => boolean): void {
    const kept = this.#snapshots.get(partition) ?? [];
    this.#snapshots.set(partition, kept.filter(isKept));
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

  async latest(partition: PartitionId, before?: number): Promise<PartitionSnapshot | undefined> {
    const kept = await askServer(this.#access, NEVER, () => this.#disk.latest(partition, before));
    return kept === undefined ? undefined : { sequence: kept.sequence, pieces: inPieces(kept.bytes) };
  }

  async save(partition: PartitionId, { sequence, pieces, through }: NewSnapshot): Promise<void> {
    const bytes = Buffer.concat(await Array.fromAsync(pieces));
    if (!this.#access.process.isAlive) return;
    const snapshot = { sequence, through: through(), bytes };
    await askServer(this.#access, NEVER, () => this.#disk.save(partition, snapshot));
  }
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield bytes.slice(from, from + PIECE_BYTES);
}
