import type { PartitionId } from '@edgestep/shared';

/**
 * The nodes in the order in which they should own a partition, best first (rendezvous hashing): every node computes
 * the same, partitions spread evenly, and when a node comes or goes only its own partitions move.
 */
export function rankNodes(partition: PartitionId, nodeIds: readonly string[]): readonly string[] {
  return nodeIds
    .map((nodeId) => ({ nodeId, weight: weightOf(partition, nodeId) }))
    .toSorted((one, other) => other.weight - one.weight || (one.nodeId < other.nodeId ? -1 : 1))
    .map(({ nodeId }) => nodeId);
}

/** FNV-1a of the node's name and the partition, then the finalizer of MurmurHash3: names that differ little must not weigh alike. */
function weightOf(partition: PartitionId, nodeId: string): number {
  const text = `${nodeId}/${partition}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
