import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assignPartitions, rankNodes } from './rendezvous.ts';

const nodeIds = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { minLength: 1, maxLength: 9 });
const partitionCount = fc.integer({ min: 1, max: 64 });

function countsOf(owners: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return counts;
}

describe('the assignment of partitions to nodes', () => {
  it('gives every partition one owner, and all nodes the same share, but for one partition', () => {
    fc.assert(
      fc.property(partitionCount, nodeIds, (partitions, nodes) => {
        const owners = assignPartitions(partitions, nodes);
        expect(owners).toHaveLength(partitions);
        const counts = nodes.map((node) => countsOf(owners).get(node) ?? 0);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(partitions);
        expect(Math.max(...counts)).toBeLessThanOrEqual(Math.ceil(partitions / nodes.length));
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(Math.floor(partitions / nodes.length));
      }),
    );
  });

  it('is the same in whatever order the nodes are known', () => {
    const shuffled = nodeIds.chain((nodes) =>
      fc.tuple(
        fc.constant(nodes),
        fc.shuffledSubarray(nodes, { minLength: nodes.length, maxLength: nodes.length }),
      ),
    );
    fc.assert(
      fc.property(partitionCount, shuffled, (partitions, [nodes, others]) => {
        expect(assignPartitions(partitions, others)).toEqual(assignPartitions(partitions, nodes));
      }),
    );
  });

  it('moves what the newcomer gets and, on average, few partitions beside', () => {
    for (const partitions of [6, 12]) {
      for (const before of [1, 2, 3, 4, 5]) {
        const zones = 400;
        let beside = 0;
        for (let zone = 0; zone < zones; zone += 1) {
          const nodes = Array.from({ length: before + 1 }, (_, index) => `zone-${zone}-node-${index}`);
          const old = assignPartitions(partitions, nodes.slice(0, before));
          const now = assignPartitions(partitions, nodes);
          const moved = now.filter((owner, partition) => owner !== old[partition]);
          beside += moved.length - moved.filter((owner) => owner === nodes[before]).length;
        }
        expect(beside / zones).toBeLessThan(partitions / 5);
      }
    }
  });
});

describe('the ranking of nodes for a partition', () => {
  it('is the same in whatever order the nodes are known', () => {
    expect(rankNodes(7, ['a', 'b', 'c'])).toEqual(rankNodes(7, ['c', 'a', 'b']));
    expect(rankNodes(7, [])).toEqual([]);
  });

  it('spreads partitions evenly, also over nodes whose names differ little', () => {
    const firsts = Array.from(
      { length: 256 },
      (_, partition) => rankNodes(partition, ['node-1', 'node-2', 'node-3', 'node-4'])[0]!,
    );
    for (const count of countsOf(firsts).values()) expect(count).toBeGreaterThan(40);
    expect(countsOf(firsts).size).toBe(4);
  });
});
