/** The number of a partition within its zone, from 0. */
export type PartitionId = number;

/**
 * Partitions of a new zone unless its configuration says otherwise: one, two, three or six nodes can share them equally.
 * The number is fixed for a zone's life: ARNs hash onto it.
 */
export const PARTITIONS_DEFAULT = 6;

/** A zone has no more. */
export const PARTITIONS_MAX = 256;

/**
 * The partition that an execution belongs to: FNV-1a (32 bit) of its ARN's UTF-16 code units, modulo the number
 * of partitions. Every node and every release must compute the same.
 */
export function partitionOf(executionArn: string, partitions: number): PartitionId {
  let hash = 0x811c9dc5;
  for (let index = 0; index < executionArn.length; index += 1) {
    hash ^= executionArn.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % partitions;
}
