import type { PartitionId } from '@edgestep/shared';

import type { Lease, NodeBeat } from './lease-records.ts';
import type { Membership } from './membership.ts';
import { rankNodes } from './rendezvous.ts';

/** What a node knows when it decides which partitions to take and which to give away. */
export interface LeaseSituation {
  readonly nodeId: string;
  readonly instance: string;
  readonly partitions: number;
  readonly leases: ReadonlyMap<PartitionId, Lease>;
  readonly membership: Membership;
  /** Partitions that this node owns now, and the time before which each is not given back. */
  readonly owned: ReadonlyMap<PartitionId, number>;
  /** Partitions that it is just taking or giving back, or that it could not open a moment ago. */
  readonly untouchable: ReadonlySet<PartitionId>;
  /** Since when each partition has been without a living owner, as this node sees it. */
  readonly freeSince: ReadonlyMap<PartitionId, number>;
  readonly now: number;
}

export interface LeaseDecision {
  /** `isOutOfTurn`: another node should have the partition, and does not take it. */
  readonly take: readonly { readonly partition: PartitionId; readonly isOutOfTurn: boolean }[];
  readonly giveBack: readonly PartitionId[];
}

/** A partition is not moved to a node that has only just appeared: it may be gone again at once. */
const SETTLED_MS = 800;
/** When those who should take a partition don't, the next in rank does, each so much later. */
const NEXT_IN_RANK_MS = 1_500;

/**
 * Which free partitions this node should take, and which of its own it should give back to a node that should have
 * them rather (rendezvous hashing over the nodes that live and serve). Pure: every node decides for itself, and the
 * bucket's revision check settles who comes first.
 */
export function decideLeases(situation: LeaseSituation): LeaseDecision {
  const take: LeaseDecision['take'][number][] = [];
  const giveBack: PartitionId[] = [];
  const nodes = situation.membership.live(situation.now).filter(({ state }) => state === 'serving');
  for (let partition = 0; partition < situation.partitions; partition += 1) {
    if (situation.untouchable.has(partition)) continue;
    const ranks = ranksFor(partition, nodes, situation.nodeId);
    const keepUntil = situation.owned.get(partition);
    if (keepUntil !== undefined) {
      if (situation.now >= keepUntil && shouldGiveBack(situation, ranks[0])) giveBack.push(partition);
    } else if (isFree(situation, partition) && isMyTurn(situation, partition, ranks)) {
      take.push({ partition, isOutOfTurn: ranks[0] !== situation.nodeId });
    }
  }
  return { take, giveBack };
}

/** This node counts as living for itself, whatever it hears. */
function ranksFor(partition: PartitionId, nodes: readonly NodeBeat[], self: string): readonly string[] {
  const able = nodes.filter(({ nodeId, avoids }) => nodeId !== self && !avoids.includes(partition));
  return rankNodes(partition, [...able.map(({ nodeId }) => nodeId), self]);
}

function shouldGiveBack({ nodeId, membership, now }: LeaseSituation, best: string | undefined): boolean {
  return best !== undefined && best !== nodeId && membership.ageMs(best, now) >= SETTLED_MS;
}

/** True when nobody living owns the partition: it was given back, its owner fell silent, or the owner was this node before it lost it. */
export function isFree(
  situation: Pick<LeaseSituation, 'leases' | 'membership' | 'nodeId' | 'instance' | 'now'>,
  partition: PartitionId,
): boolean {
  const lease = situation.leases.get(partition);
  if (lease === undefined || lease.nodeId === '') return true;
  if (lease.nodeId === situation.nodeId) return true;
  return !situation.membership.isLive(lease.nodeId, lease.instance, situation.now);
}

function isMyTurn(situation: LeaseSituation, partition: PartitionId, ranks: readonly string[]): boolean {
  const rank = ranks.indexOf(situation.nodeId);
  const freeForMs = situation.now - (situation.freeSince.get(partition) ?? situation.now);
  return rank === 0 || freeForMs >= rank * NEXT_IN_RANK_MS;
}
