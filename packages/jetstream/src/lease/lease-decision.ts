import type { PartitionId } from '@edgestep/shared';

import type { Lease, NodeBeat } from './lease-records.ts';
import type { Membership } from './membership.ts';
import { assignPartitions, rankNodes } from './rendezvous.ts';

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
  /** `isOutOfTurn`: another node should have the partition, and can't open it or does not take it. */
  readonly take: readonly { readonly partition: PartitionId; readonly isOutOfTurn: boolean }[];
  readonly giveBack: readonly PartitionId[];
}

/**
 * Partitions are not moved among nodes that live until these have been the same for so long: who has only just come may be
 * gone again, who has gone may be back, and others may not have heard of it yet. A partition that is given back to a node
 * which believes that it is another's would run nowhere.
 */
const SETTLED_MS = 800;
/** When those who should take a partition don't, the next in rank does, each so much later. */
const NEXT_IN_RANK_MS = 1_500;

/**
 * Which free partitions this node should take, and which of its own it should give back to a node that should have
 * them rather (equal shares over the nodes that live and serve). Pure: every node decides for itself, and the
 * bucket's revision check settles who comes first.
 */
export function decideLeases(situation: LeaseSituation): LeaseDecision {
  const take: LeaseDecision['take'][number][] = [];
  const giveBack: PartitionId[] = [];
  const others = othersThatServe(situation);
  // This node counts as living for itself, whatever it hears.
  const assigned = assignPartitions(situation.partitions, [
    ...others.map(({ nodeId }) => nodeId),
    situation.nodeId,
  ]);
  const isSettled = situation.membership.settledMs(situation.now) >= SETTLED_MS;
  for (let partition = 0; partition < situation.partitions; partition += 1) {
    if (situation.untouchable.has(partition)) continue;
    const ranks = ranksFor(partition, assigned[partition], others, situation.nodeId);
    const keepUntil = situation.owned.get(partition);
    if (keepUntil !== undefined) {
      if (isSettled && situation.now >= keepUntil && ranks[0] !== situation.nodeId) giveBack.push(partition);
    } else if (isFree(situation, partition) && isMyTurn(situation, partition, ranks)) {
      take.push({ partition, isOutOfTurn: assigned[partition] !== situation.nodeId });
    }
  }
  return { take, giveBack };
}

function othersThatServe({ nodeId: self, membership, now }: LeaseSituation): readonly NodeBeat[] {
  return membership.live(now).filter(({ nodeId, state }) => nodeId !== self && state === 'serving');
}

/**
 * The one to whom the partition is assigned, then those that would come after it; without those that avoid it, for which
 * nothing else moves.
 */
function ranksFor(
  partition: PartitionId,
  assigned: string | undefined,
  others: readonly NodeBeat[],
  self: string,
): readonly string[] {
  const able = [
    ...others.filter(({ avoids }) => !avoids.includes(partition)).map(({ nodeId }) => nodeId),
    self,
  ];
  const ranked = rankNodes(partition, able);
  return assigned === undefined || !able.includes(assigned)
    ? ranked
    : [assigned, ...ranked.filter((nodeId) => nodeId !== assigned)];
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
