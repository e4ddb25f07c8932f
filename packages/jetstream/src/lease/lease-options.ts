import type { JsonObject, PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';

/** What runs while a partition is owned: opened under an epoch, and ended by being disposed of. */
export type OpenPartition = (
  partition: PartitionId,
  epoch: number,
  /** Aborted as soon as the partition is lost, before the result is disposed of. */
  signal: AbortSignal,
) => Promise<AsyncDisposable>;

export interface LeaseOptions {
  readonly connection: Connection;
  /** The node's name, the same over restarts. Two processes of one name take partitions from each other. */
  readonly nodeId: string;
  /** How many partitions the zone has. */
  readonly partitions: number;
  /** How many servers keep the buckets; 1 when absent. */
  readonly replicas?: number;
  /** What the other nodes, and whoever lists them, learn of this one with its next beat. */
  readonly about?: () => JsonObject;
  /** Runs a partition while it is owned. When it rejects, the partition is given back, and others try. */
  readonly onAcquired: OpenPartition;
  /** The epoch that a partition's log has seen last: where epochs go on when the leases themselves were lost. */
  readonly lastKnownEpoch: (partition: PartitionId) => Promise<number>;
  readonly onTrouble?: (message: string) => void;
  /** How often the node beats; 400 ms when absent. */
  readonly beatMs?: number;
  /** How long a silent node keeps its partitions; 1,200 ms when absent. */
  readonly leaseMs?: number;
}

export const BEAT_MS_DEFAULT = 400;
export const LEASE_MS_DEFAULT = 1_200;
