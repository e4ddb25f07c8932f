import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decideLeases, type LeaseSituation } from './lease-decision.ts';
import type { Lease, NodeBeat } from './lease-records.ts';
import { Membership } from './membership.ts';
import { assignPartitions } from './rendezvous.ts';

const LEASE_MS = 1_000;
const NOW = 10_000;
const all = [0, 1, 2, 3, 4, 5, 6, 7];
const ofA = all.filter((partition) => assignPartitions(all.length, ['a', 'b'])[partition] === 'a');
const ofB = all.filter((partition) => !ofA.includes(partition));

interface Heard {
  readonly nodeId: string;
  readonly sinceMs?: number;
  readonly silentMs?: number;
  readonly state?: NodeBeat['state'];
  readonly avoids?: readonly number[];
}

/** What node `a` knows. */
function situation(heard: readonly Heard[], rest: Partial<LeaseSituation> = {}): LeaseSituation {
  const membership = new Membership(LEASE_MS);
  for (const { nodeId, sinceMs = 5_000, silentMs = 0, state = 'serving', avoids = [] } of heard) {
    const beat = { nodeId, instance: '1', state, avoids, about: {} };
    for (let at = NOW - sinceMs; at < NOW - silentMs; at += 100) membership.hear(beat, at);
    membership.hear(beat, NOW - silentMs);
  }
  return {
    nodeId: 'a',
    instance: '1',
    partitions: all.length,
    leases: new Map(),
    membership,
    owned: new Map(),
    untouchable: new Set(),
    freeSince: new Map(all.map((partition) => [partition, NOW])),
    now: NOW,
    ...rest,
  };
}

function leasesOf(nodeId: string, instance = '1'): Map<number, Lease> {
  return new Map(all.map((partition) => [partition, { nodeId, instance, epoch: 1, revision: 1 }]));
}

function taken(known: LeaseSituation): number[] {
  return decideLeases(known).take.map(({ partition }) => partition);
}

describe('a node', () => {
  it('takes everything when it is alone', () => {
    expect(taken(situation([{ nodeId: 'a' }]))).toEqual(all);
  });

  it('takes its share of what is free, and leaves the rest to the others', () => {
    expect(taken(situation([{ nodeId: 'a' }, { nodeId: 'b' }]))).toEqual(ofA);
  });

  it('takes nothing from a node that lives, and everything from one that has fallen silent', () => {
    const leases = leasesOf('b');
    expect(taken(situation([{ nodeId: 'a' }, { nodeId: 'b', silentMs: LEASE_MS - 1 }], { leases }))).toEqual(
      [],
    );
    expect(taken(situation([{ nodeId: 'a' }, { nodeId: 'b', silentMs: LEASE_MS }], { leases }))).toEqual(all);
  });

  it('takes at once what a former run of itself, or of another node, has left', () => {
    expect(taken(situation([{ nodeId: 'a' }], { leases: leasesOf('a', 'before') }))).toEqual(all);
    const leases = leasesOf('b', 'before');
    expect(taken(situation([{ nodeId: 'a' }, { nodeId: 'b' }], { leases }))).toEqual(ofA);
  });

  it('counts neither on nodes that leave nor on those that could not open the partition', () => {
    expect(taken(situation([{ nodeId: 'a' }, { nodeId: 'b', state: 'leaving' }]))).toEqual(all);
    expect(taken(situation([{ nodeId: 'a' }, { nodeId: 'b', avoids: ofB }]))).toEqual(all);
  });

  it('takes out of turn what nobody takes for long', () => {
    const freeSince = new Map(all.map((partition) => [partition, NOW - 2_000]));
    const { take } = decideLeases(situation([{ nodeId: 'a' }, { nodeId: 'b' }], { freeSince }));
    expect(take.filter(({ isOutOfTurn }) => isOutOfTurn).map(({ partition }) => partition)).toEqual(ofB);
  });

  it('gives back what another node should have, once that one has settled', () => {
    const owned = new Map(all.map((partition) => [partition, 0]));
    const known = { owned, leases: leasesOf('a') };
    expect(decideLeases(situation([{ nodeId: 'a' }, { nodeId: 'b' }], known))).toEqual({
      take: [],
      giveBack: ofB,
    });
    const fresh = situation([{ nodeId: 'a' }, { nodeId: 'b', sinceMs: 300 }], known);
    expect(decideLeases(fresh).giveBack).toEqual([]);
  });

  it('gives nothing back while others may not have heard yet that a node has gone', () => {
    const owned = new Map(all.map((partition) => [partition, 0]));
    const leases = leasesOf('a');
    const silent = (silentMs: number) =>
      situation([{ nodeId: 'a' }, { nodeId: 'b' }, { nodeId: 'c', silentMs }], { owned, leases });
    expect(decideLeases(silent(LEASE_MS)).giveBack).toEqual([]);
    expect(decideLeases(silent(LEASE_MS + 799)).giveBack).toEqual([]);
    expect(decideLeases(silent(LEASE_MS + 800)).giveBack).toEqual(ofB);
  });

  it('takes what another one avoids in its place, to keep it, and nothing else moves for it', () => {
    const [avoided = 0] = ofB;
    const leases = new Map([
      ...leasesOf('b'),
      [avoided, { nodeId: '', instance: '', epoch: 1, revision: 1 }],
    ]);
    const known = situation([{ nodeId: 'a' }, { nodeId: 'b', avoids: [avoided] }], {
      leases,
      owned: new Map(ofA.map((partition) => [partition, 0])),
    });
    expect(decideLeases(known)).toEqual({
      take: [{ partition: avoided, isOutOfTurn: true }],
      giveBack: [],
    });
  });

  it('keeps for a while what it took out of turn, and leaves alone what it is busy with', () => {
    const owned = new Map(ofB.map((partition) => [partition, NOW + 1]));
    const known = situation([{ nodeId: 'a' }, { nodeId: 'b' }], { owned, untouchable: new Set(ofA) });
    expect(decideLeases(known)).toEqual({ take: [], giveBack: [] });
  });
});

describe('nodes that know the same', () => {
  const nodeIds = ['a', 'b', 'c'];
  const avoided = fc.tuple(...nodeIds.map(() => fc.subarray(all)));

  it('take each free partition once, but for those that all of them avoid', () => {
    fc.assert(
      fc.property(avoided, (avoids) => {
        const heard = nodeIds.map((nodeId, index) => ({ nodeId, avoids: avoids[index] ?? [] }));
        const takes = heard.flatMap((self) =>
          taken(situation(heard, { nodeId: self.nodeId, untouchable: new Set(self.avoids) })),
        );
        const able = all.filter((partition) => !avoids.every((each) => each.includes(partition)));
        expect(takes.toSorted((one, other) => one - other)).toEqual(able);
      }),
    );
  });

  it('give nothing back that nobody else would take', () => {
    const owners = fc.tuple(...all.map(() => fc.constantFrom(...nodeIds)));
    fc.assert(
      fc.property(avoided, owners, (avoids, owner) => {
        const heard = nodeIds.map((nodeId, index) => ({ nodeId, avoids: avoids[index] ?? [] }));
        const held = new Map(
          all.map((partition) => {
            const lease = { nodeId: owner[partition] ?? '', instance: '1', epoch: 1, revision: 1 };
            return [partition, lease] as const;
          }),
        );
        const of = (nodeId: string, leases: ReadonlyMap<number, Lease>) => {
          const owned = all.filter((partition) => leases.get(partition)?.nodeId === nodeId);
          const untouchable = new Set(heard.find((node) => node.nodeId === nodeId)?.avoids);
          return situation(heard, {
            nodeId,
            leases,
            untouchable,
            owned: new Map(owned.map((each) => [each, 0])),
          });
        };
        const given = nodeIds.flatMap((nodeId) => decideLeases(of(nodeId, held)).giveBack);
        const left = new Map([...held].filter(([partition]) => !given.includes(partition)));
        const takes = nodeIds.flatMap((nodeId) => taken(of(nodeId, left)));
        expect(takes.toSorted((one, other) => one - other)).toEqual(
          given.toSorted((one, other) => one - other),
        );
      }),
    );
  });
});
