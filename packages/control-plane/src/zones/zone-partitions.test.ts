import { describe, expect, it } from 'vitest';

import { ZonePartitions } from './zone-partitions.ts';

function following() {
  const followed: string[] = [];
  const doubts: string[] = [];
  const partitions = new ZonePartitions({
    follow: (zone, count) => followed.push(`${zone} ${count}`),
    onDoubt: (message) => doubts.push(message),
  });
  const hear = (count?: number) =>
    partitions.hear({ zone: 'dallas', nodes: [], ...(count === undefined ? {} : { partitions: count }) });
  return { followed, doubts, partitions, hear };
}

describe('the partitions that the centre follows', () => {
  it('are as many as the zone says', () => {
    const { followed, partitions, hear } = following();
    partitions.found('dallas', 0);
    hear(12);
    hear(12);
    expect(followed).toEqual(['dallas 12']);
    expect(partitions.doubt('dallas')).toBeUndefined();
  });

  it('are those that there are copies of, until the zone says that it has more', () => {
    const { followed, partitions, hear } = following();
    partitions.found('dallas', 4);
    hear(6);
    expect(followed).toEqual(['dallas 4', 'dallas 6']);
    expect(partitions.doubt('dallas')).toBeUndefined();
  });

  it('stay more than the zone says, which an operator hears once and sees as long as it is so', () => {
    const { followed, doubts, partitions, hear } = following();
    partitions.found('dallas', 16);
    hear(6);
    hear(6);
    expect(followed).toEqual(['dallas 16']);
    expect(doubts).toEqual([
      expect.stringContaining('the zone dallas: it has 6 partitions, and the hub has copies of 16'),
    ]);
    expect(partitions.doubt('dallas')).toContain('it has 6 partitions');
    hear(16);
    expect(partitions.doubt('dallas')).toBeUndefined();
  });

  it('are in doubt while the nodes of an older release do not tell', () => {
    const { doubts, partitions, hear } = following();
    hear();
    hear();
    expect(doubts).toHaveLength(1);
    hear(6);
    expect(partitions.doubt('dallas')).toBeUndefined();
  });
});
