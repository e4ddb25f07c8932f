import type { PartitionId } from '@edgestep/shared';

import type { RecordMark } from './partition-log.ts';

/** The open executions of a partition as of `sequence`, serialised by the engine (`state/snapshot/`). */
export interface PartitionSnapshot {
  readonly sequence: number;
  /** The snapshot's bytes, in pieces of any size, to be read once: it may be larger than any memory. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** A snapshot that is to be saved. */
export interface NewSnapshot extends PartitionSnapshot {
  /**
   * The newest record that it contains anything of, which stands in the bytes too: who checks a log asks for it alone.
   * Known when the last piece was read.
   */
  readonly through: () => RecordMark;
}

export interface SnapshotStore {
  /**
   * The newest snapshot, or the newest of those that are older than `before`; undefined when there is none. What its
   * pieces hold is proven when the last of them was read: reading them throws `log-damaged` when the snapshot is not
   * whole, and the one before it may be asked for.
   */
  latest(partition: PartitionId, before?: number): Promise<PartitionSnapshot | undefined>;
  /** Reads the pieces and keeps them. When reading them throws, nothing is saved, and `save` rejects with that. */
  save(partition: PartitionId, snapshot: NewSnapshot): Promise<void>;
}
