import type { PartitionId } from '@edgestep/shared';

/** Where the logs of a zone's partitions lie: in the zone itself, or their mirrors at the hub. */
export interface LogPlace {
  /** `partitionStream` in the zone; `mirrorStream` with the zone's name at the hub. */
  readonly streamOf: (partition: PartitionId) => string;
  /** The JetStream domain; that of the server connected to when absent. */
  readonly domain?: string;
  /** For how long who follows a log rests when it has everything; see `FollowOptions`. */
  readonly restMs?: number;
}
