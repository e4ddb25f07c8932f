import type { PartitionId } from '@edgestep/shared';

/** A partition's log, of a zone: a hub keeps those of all zones. */
export interface LogSource {
  readonly zone: string;
  readonly partition: PartitionId;
}
