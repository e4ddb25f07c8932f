import type { PartitionId } from '../ids/partition-id.ts';

/** What a node of a zone tells of its zone (request on `zoneStatusSubject`). */
export interface ZoneReport {
  readonly zone: string;
  readonly nodes: readonly ZoneNode[];
  /** How many partitions the zone has. Absent from nodes of older releases. */
  readonly partitions?: number;
  /** The addresses of the zone's NATS servers, without credentials. Absent from nodes of older releases. */
  readonly nats?: readonly string[];
  /** Partitions that nobody can own, because their logs are damaged (E5). Absent from nodes of older releases. */
  readonly stopped?: readonly StoppedPartition[];
}

/** A partition that is stopped rather than guessed at. */
export interface StoppedPartition {
  readonly partition: PartitionId;
  /** What is wrong with its log, and where. */
  readonly reason: string;
}

export interface ZoneNode {
  readonly id: string;
  readonly url: string;
  /** How many partitions it owns. */
  readonly partitions: number;
}
