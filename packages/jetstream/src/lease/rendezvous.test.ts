import { describe, expect, it } from 'vitest';

import { rankNodes } from './rendezvous.ts';

const partitions = Array.from({ length: 256 }, (_, index) => index);

function owners(nodes: readonly string[]): Map<number, string> {
  return new Map(partitions.map((partition) => [partition, rankNodes(partition, nodes)[0]!]));
}

describe('the ranking of nodes for a partition', () => {
  it('is the same in whatever order the nodes are known', () => {
    expect(rankNodes(7, ['a', 'b', 'c'])).toEqual(rankNodes(7, ['c', 'a', 'b']));
    expect(rankNodes(7, [])).toEqual([]);
  });

  it('spreads partitions evenly, also over nodes whose names differ little', () => {
    const counts = new Map<string, number>();
    for (const owner of owners(['node-1', 'node-2', 'node-3', 'node-4']).values()) {
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(count).toBeGreaterThan(40);
    expect(counts.size).toBe(4);
  });

  it('moves only the partitions of the node that goes', () => {
    const before = owners(['a', 'b', 'c']);
    const after = owners(['a', 'b']);
    const moved = partitions.filter((partition) => after.get(partition) !== before.get(partition));
    expect(moved).toEqual(partitions.filter((partition) => before.get(partition) === 'c'));
  });
});
