import { describe, expect, it } from 'vitest';

import type { NodeBeat } from './lease-records.ts';
import { Membership } from './membership.ts';

function beat(nodeId: string, instance = '1'): NodeBeat {
  return { nodeId, instance, state: 'serving', avoids: [], about: {} };
}

describe('the nodes that live', () => {
  it('are those that were heard within the lease time', () => {
    const membership = new Membership(1_000);
    membership.hear(beat('a'), 0);
    membership.hear(beat('b'), 500);
    expect(membership.live(999).map(({ nodeId }) => nodeId)).toEqual(['a', 'b']);
    expect(membership.live(1_000).map(({ nodeId }) => nodeId)).toEqual(['b']);
  });

  it('do not include the former run of a node that was started again', () => {
    const membership = new Membership(1_000);
    membership.hear(beat('a', '1'), 0);
    membership.hear(beat('a', '2'), 10);
    expect(membership.isLive('a', '1', 20)).toBe(false);
    expect(membership.isLive('a', '2', 20)).toBe(true);
  });

  it('are as old as their beats have come without a gap', () => {
    const membership = new Membership(1_000);
    for (const now of [0, 400, 800]) membership.hear(beat('a'), now);
    expect(membership.ageMs('a', 900)).toBe(900);
    membership.hear(beat('a'), 3_000);
    expect(membership.ageMs('a', 3_100)).toBe(100);
    expect(membership.ageMs('a', 9_000)).toBe(0);
  });

  it('get a new chance when nobody could be heard, unless they were gone before', () => {
    const membership = new Membership(1_000);
    membership.hear(beat('a'), 1_500);
    membership.hear(beat('gone'), 0);
    membership.grantGrace(2_000, 5_000);
    expect(membership.isLive('a', '1', 5_500)).toBe(true);
    expect(membership.isLive('gone', '1', 5_500)).toBe(false);
    membership.forget('a');
    expect(membership.live(5_500)).toEqual([]);
  });
});
