import type { PartitionId } from '@edgestep/shared';

import { decideLeases, isFree } from '../src/lease/lease-decision.ts';
import type { Lease, NodeBeat } from '../src/lease/lease-records.ts';
import { Membership } from '../src/lease/membership.ts';

const STEP_MS = 50;
const BEAT_MS = 400;
const LEASE_MS = 1_200;

interface ModelNode {
  readonly nodeId: string;
  readonly membership: Membership;
  /** How much later than others this node hears of everything, in milliseconds. */
  readonly lateMs: number;
  readonly freeSince: Map<PartitionId, number>;
  readonly beatsAt: number;
  state: NodeBeat['state'] | 'dead';
  silentUntil: number;
}

/**
 * The nodes of a zone that decide about leases, each from what it has heard by then. Time goes in steps; leases are
 * written and seen at once, beats are heard late.
 */
export class LeaseZone {
  readonly leases = new Map<PartitionId, Lease>();
  /** How often each partition got another owner since `forget`. */
  readonly moves = new Map<PartitionId, number>();
  /** The longest time since `forget` that a partition was nobody's, though nobody had died. */
  givenBackMs = 0;
  outOfTurn = 0;
  readonly #partitions: number;
  readonly #nodes: ModelNode[] = [];
  readonly #underWay: { readonly at: number; readonly to: ModelNode; readonly beat: NodeBeat }[] = [];
  readonly #releasedAt = new Map<PartitionId, number>();
  #now = 10_000;

  constructor(partitions: number) {
    this.#partitions = partitions;
  }

  get serving(): readonly string[] {
    return this.#nodes.filter(({ state }) => state === 'serving').map(({ nodeId }) => nodeId);
  }

  get owners(): readonly string[] {
    return Array.from(
      { length: this.#partitions },
      (_, partition) => this.leases.get(partition)?.nodeId ?? '',
    );
  }

  join(nodeId: string, lateMs: number): void {
    this.#nodes.push({
      nodeId,
      lateMs,
      membership: new Membership(LEASE_MS),
      freeSince: new Map(),
      beatsAt: this.#now % BEAT_MS,
      state: 'serving',
      silentUntil: 0,
    });
  }

  kill(nodeId: string): void {
    this.#node(nodeId).state = 'dead';
  }

  leave(nodeId: string): void {
    this.#node(nodeId).state = 'leaving';
  }

  /** Its beats don't get through for a while: to some it is dead, to others not. */
  silence(nodeId: string, ms: number): void {
    this.#node(nodeId).silentUntil = this.#now + ms;
  }

  forget(): void {
    this.moves.clear();
    this.givenBackMs = 0;
    this.outOfTurn = 0;
  }

  run(ms: number): void {
    for (const end = this.#now + ms; this.#now < end; this.#now += STEP_MS) {
      const living = this.#nodes.filter(({ state }) => state !== 'dead');
      for (const node of living) this.#beat(node);
      this.#deliver();
      for (const node of living) this.#decide(node);
      for (const at of this.#releasedAt.values()) {
        this.givenBackMs = Math.max(this.givenBackMs, this.#now - at);
      }
    }
  }

  #node(nodeId: string): ModelNode {
    const found = this.#nodes.findLast((node) => node.nodeId === nodeId);
    if (found === undefined) throw new Error(`there is no node ${nodeId}`);
    return found;
  }

  #beat({ nodeId, state, beatsAt, silentUntil }: ModelNode): void {
    if (state === 'dead' || this.#now % BEAT_MS !== beatsAt || this.#now < silentUntil) return;
    const beat = { nodeId, instance: nodeId, state, avoids: [], about: {} };
    for (const to of this.#nodes) this.#underWay.push({ at: this.#now + to.lateMs, to, beat });
  }

  #deliver(): void {
    const due = this.#underWay.filter(({ at }) => at <= this.#now);
    for (const each of due) {
      this.#underWay.splice(this.#underWay.indexOf(each), 1);
      each.to.membership.hear(each.beat, this.#now);
    }
  }

  #decide(node: ModelNode): void {
    const { nodeId, membership, freeSince } = node;
    const owned = [...this.leases].filter(([, lease]) => lease.nodeId === nodeId);
    if (node.state === 'leaving') {
      for (const [partition] of owned) this.#write(partition, '');
      return;
    }
    // Nobody takes anything before it has heard the others.
    if (!membership.isLive(nodeId, nodeId, this.#now)) return;
    const situation = {
      nodeId,
      instance: nodeId,
      partitions: this.#partitions,
      leases: this.leases,
      membership,
      owned: new Map(owned.map(([partition]) => [partition, 0])),
      untouchable: new Set<PartitionId>(),
      freeSince,
      now: this.#now,
    };
    for (let partition = 0; partition < this.#partitions; partition += 1) {
      if (situation.owned.has(partition) || !isFree(situation, partition)) freeSince.delete(partition);
      else if (!freeSince.has(partition)) freeSince.set(partition, this.#now);
    }
    const { take, giveBack } = decideLeases(situation);
    for (const partition of giveBack) this.#write(partition, '');
    for (const { partition, isOutOfTurn } of take) {
      if (isOutOfTurn) this.outOfTurn += 1;
      this.#write(partition, nodeId);
    }
  }

  #write(partition: PartitionId, nodeId: string): void {
    const before = this.leases.get(partition);
    const epoch = (before?.epoch ?? 0) + 1;
    this.leases.set(partition, { nodeId, instance: nodeId, epoch, revision: epoch });
    if (nodeId === '') this.#releasedAt.set(partition, this.#now);
    else {
      this.#releasedAt.delete(partition);
      this.moves.set(partition, (this.moves.get(partition) ?? 0) + 1);
    }
  }
}
