import type { PartitionId } from '@edgestep/shared';

/**
 * Who should own each partition, by the partition's number: rendezvous hashing with equal shares. No node has more than
 * one partition more than another. Every node computes the same; when a node comes or goes, few partitions move but those
 * that have to.
 *
 * Pairs of a node and a partition are matched by their weight, the heaviest first, while the node has room: the share that
 * everybody gets, or one more for as many nodes as there are partitions left over. At least one node is asked for.
 */
export function assignPartitions(partitions: number, nodeIds: readonly string[]): readonly string[] {
  const share = Math.floor(partitions / nodeIds.length);
  let leftOver = partitions % nodeIds.length;
  const owners = Array.from<string | undefined>({ length: partitions });
  const counts = new Map<string, number>();
  for (const { partition, nodeId } of pairsByWeight(partitions, nodeIds)) {
    const count = counts.get(nodeId) ?? 0;
    const hasRoom = count < share || (count === share && leftOver > 0);
    if (owners[partition] !== undefined || !hasRoom) continue;
    if (count === share) leftOver -= 1;
    owners[partition] = nodeId;
    counts.set(nodeId, count + 1);
  }
  return owners.filter((owner) => owner !== undefined);
}

function pairsByWeight(partitions: number, nodeIds: readonly string[]) {
  return Array.from({ length: partitions }, (_, partition) =>
    nodeIds.map((nodeId) => ({ partition, nodeId, weight: weightOf(partition, nodeId) })),
  )
    .flat()
    .toSorted(
      (one, other) =>
        other.weight - one.weight || one.partition - other.partition || (one.nodeId < other.nodeId ? -1 : 1),
    );
}

/**
 * The nodes in the order in which they should own a partition when the one that should can't, best first (rendezvous
 * hashing): every node computes the same.
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
