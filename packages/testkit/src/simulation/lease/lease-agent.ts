import { decideLeases, Membership, type Lease, type NodeBeat } from '@edgestep/jetstream';
import type { PartitionId } from '@edgestep/shared';

import type { SimulatedClock } from '../core/simulated-clock.ts';
import type { SimulatedNetwork } from '../core/simulated-network.ts';
import type { SimulatedProcess } from '../core/simulated-process.ts';
import { HeldPartitions, type TakePartition } from './held-partitions.ts';
import type { KeptBeat, SimulatedLeaseServer } from './simulated-lease-server.ts';

export interface LeaseAgentOptions {
  readonly nodeId: string;
  readonly process: SimulatedProcess;
  readonly clock: SimulatedClock;
  /** The monotonic clock, in milliseconds. */
  readonly monotonic: () => number;
  readonly network: SimulatedNetwork;
  readonly serverProcess: SimulatedProcess;
  readonly server: SimulatedLeaseServer;
  readonly partitions: number;
  readonly take: TakePartition;
}

const BEAT_MS = 400;
const LEASE_MS = 1_200;
const TICK_MS = 100;
const ANSWER_TIMEOUT_MS = 1_200;

/**
 * Owns partitions as `LeaseManager` of `packages/jetstream` does, with its membership and its decisions: it beats, hears
 * the others, takes what is free, and lets go of everything when its own beats do not get through (B1).
 */
export class LeaseAgent {
  readonly #options: LeaseAgentOptions;
  readonly #instance: string;
  readonly #membership = new Membership(LEASE_MS);
  readonly #leases = new Map<PartitionId, Lease>();
  readonly #held: HeldPartitions;
  readonly #freeSince = new Map<PartitionId, number>();
  #acknowledgedAt = Number.NEGATIVE_INFINITY;
  #echoedAt = Number.NEGATIVE_INFINITY;
  #heardThrough = 0;
  #didOwn = false;
  #isLeaving = false;

  constructor(options: LeaseAgentOptions) {
    this.#options = options;
    this.#instance = options.process.name;
    this.#held = new HeldPartitions({
      ...options,
      now: options.monotonic,
      owner: { nodeId: options.nodeId, instance: this.#instance },
      leases: this.#leases,
      learn: (partition, lease) => this.#learn(partition, lease),
    });
  }

  start(): void {
    const { server, process } = this.#options;
    server.listen({ process, onBeats: (beats) => this.#hearAll(beats) });
    this.#beat();
    this.#tick();
  }

  /** True while nobody else may have taken over what this node owns (B1). */
  get mayOwn(): boolean {
    return this.#options.monotonic() - this.#acknowledgedAt < LEASE_MS;
  }

  stepDown(partition: PartitionId): void {
    this.#held.stepDown(partition);
  }

  /** Gives everything back in good order. */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    this.#send();
    await this.#held.giveBackAll();
  }

  #beat(): void {
    this.#send();
    this.#options.clock.setTimer(BEAT_MS, () => this.#beat());
  }

  /** The answer tells all leases, too: a node does not depend on hearing of each change. */
  #send(): void {
    const { process, network, server, serverProcess, nodeId, monotonic } = this.#options;
    const sentAt = monotonic();
    const state = this.#isLeaving ? 'leaving' : 'serving';
    const avoids = this.#held.avoided();
    const beat: NodeBeat = { nodeId, instance: this.#instance, state, avoids, about: {} };
    const answered = network.ask(process, serverProcess, ANSWER_TIMEOUT_MS, () => {
      server.beat(beat);
      return server.leases;
    });
    void answered.then((leases) => {
      if (leases === undefined) return;
      this.#acknowledgedAt = Math.max(this.#acknowledgedAt, sentAt);
      for (const [partition, lease] of leases) this.#learn(partition, lease);
    });
  }

  /** In the order in which they were sent; what was heard before is passed over. */
  #hearAll(beats: readonly KeptBeat[]): void {
    const news = beats.filter(({ revision }) => revision > this.#heardThrough);
    for (const { beat, revision } of news.toSorted((one, other) => one.revision - other.revision)) {
      this.#heardThrough = revision;
      this.#hear(beat);
    }
  }

  #hear(beat: NodeBeat): void {
    const now = this.#options.monotonic();
    if (beat.instance === this.#instance) {
      if (now - this.#echoedAt >= 2 * BEAT_MS) this.#membership.grantGrace(this.#echoedAt, now);
      this.#echoedAt = now;
    }
    this.#membership.hear(beat, now);
  }

  #learn(partition: PartitionId, lease: Lease): void {
    const known = this.#leases.get(partition);
    if (known !== undefined && known.revision >= lease.revision) return;
    this.#leases.set(partition, lease);
    this.#held.onLease(partition, lease);
  }

  #tick(): void {
    this.#options.clock.setTimer(TICK_MS, () => this.#tick());
    if (!this.mayOwn) {
      if (this.#didOwn) this.#held.loseAll();
      this.#didOwn = false;
      return;
    }
    this.#didOwn = true;
    const now = this.#options.monotonic();
    if (this.#isLeaving || now - this.#echoedAt >= 2 * BEAT_MS) return;
    const situation = {
      nodeId: this.#options.nodeId,
      instance: this.#instance,
      partitions: this.#options.partitions,
      leases: this.#leases,
      membership: this.#membership,
      owned: this.#held.owned(),
      untouchable: this.#held.untouchable(),
      freeSince: this.#noteFree(now),
      now,
    };
    const { take, giveBack } = decideLeases(situation);
    for (const partition of giveBack) void this.#held.giveBack(partition);
    for (const { partition, isOutOfTurn } of take) void this.#held.take(partition, isOutOfTurn);
  }

  #noteFree(now: number): ReadonlyMap<PartitionId, number> {
    for (let partition = 0; partition < this.#options.partitions; partition += 1) {
      const lease = this.#leases.get(partition);
      const isFree =
        lease === undefined ||
        lease.nodeId === '' ||
        lease.nodeId === this.#options.nodeId ||
        !this.#membership.isLive(lease.nodeId, lease.instance, now);
      if (this.#held.owned().has(partition) || !isFree) this.#freeSince.delete(partition);
      else if (!this.#freeSince.has(partition)) this.#freeSince.set(partition, now);
    }
    return this.#freeSince;
  }
}
