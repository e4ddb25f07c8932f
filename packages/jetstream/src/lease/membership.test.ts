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

  it('have been the same since one came, came back, was started again, fell silent or left', () => {
    const membership = new Membership(1_000);
    for (const now of [0, 400, 800]) membership.hear(beat('a'), now);
    expect(membership.settledMs(900)).toBe(900);
    membership.hear(beat('b'), 1_000);
    membership.hear(beat('a'), 1_100);
    expect(membership.settledMs(1_200)).toBe(200);
    membership.hear(beat('a'), 2_050);
    // b has been silent for its time since 2,000.
    expect(membership.settledMs(2_100)).toBe(100);
    membership.hear(beat('b'), 2_200);
    expect(membership.settledMs(2_300)).toBe(100);
    membership.hear(beat('b', '2'), 2_400);
    expect(membership.settledMs(2_500)).toBe(100);
    membership.hear({ ...beat('b', '2'), state: 'leaving' }, 2_600);
    expect(membership.settledMs(2_700)).toBe(100);
    membership.forget('b', 2_800);
    expect(membership.settledMs(2_800)).toBe(200);
    membership.forget('a', 2_900);
    expect(membership.settledMs(2_950)).toBe(50);
  });

  it('get a new chance when nobody could be heard, unless they were gone before', () => {
    const membership = new Membership(1_000);
    membership.hear(beat('a'), 1_500);
    membership.hear(beat('gone'), 0);
    membership.grantGrace(2_000, 5_000);
    expect(membership.isLive('a', '1', 5_500)).toBe(true);
    expect(membership.isLive('gone', '1', 5_500)).toBe(false);
    membership.forget('a', 5_400);
    expect(membership.live(5_500)).toEqual([]);
  });
});
