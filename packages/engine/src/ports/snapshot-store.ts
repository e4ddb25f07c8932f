import type { PartitionId } from '@edgestep/shared';

import type { RecordMark } from './partition-log.ts';

/** The open executions of a partition as of `sequence`, serialised by the engine (`state/snapshot.ts`). */
export interface PartitionSnapshot {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  /** The newest record that it contains anything of, which stands in the bytes too: who checks a log asks for it alone. */
  readonly through?: RecordMark;
}

export interface SnapshotStore {
  /** The newest whole snapshot; one that is damaged is passed over with a report, the one before it is taken. */
  latest(partition: PartitionId): Promise<PartitionSnapshot | undefined>;
  save(partition: PartitionId, snapshot: PartitionSnapshot): Promise<void>;
}
