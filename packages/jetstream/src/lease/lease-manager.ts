import { randomUUID } from 'node:crypto';

import type { JsonObject, PartitionId } from '@edgestep/shared';

import { ensureBucket } from '../kv/ensure-bucket.ts';
import { Holdings } from './holdings.ts';
import { decideLeases, isFree, type LeaseSituation } from './lease-decision.ts';
import { BEAT_MS_DEFAULT, LEASE_MS_DEFAULT, type LeaseOptions } from './lease-options.ts';
import { LEASES_BUCKET, NODES_BUCKET, type Lease } from './lease-records.ts';
import { LeaseTable } from './lease-table.ts';
import { NodeBeats } from './node-beats.ts';

/** A node as the others hear it. */
export interface LiveNode {
  readonly nodeId: string;
  readonly about: JsonObject;
}

const TICK_MS = 50;
const LEAVE_TIMEOUT_MS = 3_000;
/** A beat means nothing any more long before it is dropped. */
const BEAT_MAX_AGE_MS = 60_000;

/**
 * Owns the partitions that this node should own (design: the engine; docs/adr, leases). A partition is taken by writing
 * its lease with the next epoch, and run by `onAcquired` until it is lost or given back. Nodes that fall silent lose
 * theirs after `leaseMs`; a node whose own beats don't get through lets go by itself before that (B1).
 *
 * Leases say who *should* write; that nobody else *can* is the log's business: its fence (E2).
 */
export class LeaseManager implements AsyncDisposable {
  readonly #options: LeaseOptions;
  readonly #instance = randomUUID();
  readonly #beatMs: number;
  readonly #beats: NodeBeats;
  readonly #table: LeaseTable;
  readonly #holdings: Holdings;
  readonly #freeSince = new Map<PartitionId, number>();
  readonly #stop = new AbortController();
  /** Ends when the node has to let go of everything; another begins then. */
  #session = new AbortController();
  #sessionSignal: AbortSignal;
  #timers: NodeJS.Timeout[] = [];
  #loops: Promise<void>[] = [];
  #stopListening: () => void = () => {};
  #isLeaving = false;
  #mayOwn = false;

  private constructor(options: LeaseOptions) {
    this.#options = options;
    this.#sessionSignal = AbortSignal.any([this.#stop.signal, this.#session.signal]);
    this.#beatMs = options.beatMs ?? BEAT_MS_DEFAULT;
    this.#table = new LeaseTable(options.connection);
    this.#holdings = new Holdings(options, this.#instance, this.#table);
    this.#beats = new NodeBeats({
      connection: options.connection,
      nodeId: options.nodeId,
      instance: this.#instance,
      about: options.about ?? (() => ({})),
      beatMs: this.#beatMs,
      leaseMs: options.leaseMs ?? LEASE_MS_DEFAULT,
      ensureBuckets: () => this.#ensureBuckets(),
    });
  }

  /** Begins to beat, and to take what the node should own. Ends by being disposed of: everything is given back. */
  static async start(options: LeaseOptions): Promise<LeaseManager> {
    const manager = new LeaseManager(options);
    await manager.#ensureBuckets();
    manager.#run();
    await manager.#beats.beat();
    return manager;
  }

  /** The partitions that this node serves now, each with its epoch. */
  get owned(): ReadonlyMap<PartitionId, number> {
    return new Map(this.#holdings.serving.map(({ partition, epoch }) => [partition, epoch]));
  }

  /** True while nobody else can own what this node owns (B1): what it knows of its partitions is not out of date. */
  get mayOwn(): boolean {
    return this.#beats.mayOwn(performance.now());
  }

  /** All leases as this node sees them. */
  get leases(): ReadonlyMap<PartitionId, Lease> {
    return this.#table.leases;
  }

  /** The nodes that live, as this node hears them, itself included. */
  get nodes(): readonly LiveNode[] {
    return this.#beats.membership.live(performance.now()).map(({ nodeId, about }) => ({ nodeId, about }));
  }

  /**
   * To be called when what runs on a partition cannot go on, for instance because an append was refused (E2): it is
   * ended, and the lease is given up, so that this node or another one takes the partition under the next epoch.
   */
  async stepDown(partition: PartitionId, why: string): Promise<void> {
    await this.#holdings.stepDown(partition, why, this.#stop.signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    const late = AbortSignal.timeout(LEAVE_TIMEOUT_MS);
    await this.#beats.leave();
    await this.#holdings.giveBackAll(late);
    this.#stopListening();
    for (const timer of this.#timers) clearInterval(timer);
    this.#stop.abort();
    await Promise.all(this.#loops);
    if (!this.#options.connection.isConnected) return;
    await this.#beats
      .remove(late)
      .catch((error: unknown) => this.#trouble('the node could not sign off', error));
  }

  #run(): void {
    const { signal } = this.#stop;
    const onLease = (partition: PartitionId, lease: Lease) => this.#holdings.onLease(partition, lease);
    this.#loops = [
      this.#beats.follow(signal),
      this.#table.follow(this.#options.connection, signal, onLease),
    ].map((loop) => loop.catch((error: unknown) => this.#trouble('the leases cannot be followed', error)));
    this.#stopListening = this.#options.connection.onBack(() => void this.#beats.beat());
    this.#timers = [
      setInterval(() => void this.#beats.beat(), this.#beatMs),
      setInterval(() => this.#tick(), TICK_MS),
    ];
  }

  #tick(): void {
    const now = performance.now();
    if (!this.#beats.mayOwn(now)) {
      if (this.#mayOwn) this.#letGo();
      this.#mayOwn = false;
      return;
    }
    this.#mayOwn = true;
    if (this.#isLeaving || !this.#beats.isViewFresh(now) || !this.#table.isCurrent) return;
    this.#beats.avoid(this.#holdings.avoided(now));
    const situation = this.#situation(now);
    this.#noteFree(situation);
    const { take, giveBack } = decideLeases(situation);
    const signal = this.#sessionSignal;
    for (const partition of giveBack) void this.#holdings.giveBack(partition, signal);
    for (const { partition, isOutOfTurn } of take) void this.#holdings.take(partition, isOutOfTurn, signal);
    void this.#holdings.restoreLost(signal);
  }

  #letGo(): void {
    this.#holdings.loseAll("the node's beats do not get through");
    this.#session.abort();
    this.#session = new AbortController();
    this.#sessionSignal = AbortSignal.any([this.#stop.signal, this.#session.signal]);
  }

  #situation(now: number): LeaseSituation {
    const { nodeId, partitions } = this.#options;
    return {
      nodeId,
      partitions,
      instance: this.#instance,
      leases: this.#table.leases,
      membership: this.#beats.membership,
      owned: new Map(this.#holdings.serving.map(({ partition, keepUntil }) => [partition, keepUntil])),
      untouchable: this.#holdings.untouchable(now),
      freeSince: this.#freeSince,
      now,
    };
  }

  #noteFree(situation: LeaseSituation): void {
    for (let partition = 0; partition < situation.partitions; partition += 1) {
      if (situation.owned.has(partition) || !isFree(situation, partition)) this.#freeSince.delete(partition);
      else if (!this.#freeSince.has(partition)) this.#freeSince.set(partition, situation.now);
    }
  }

  async #ensureBuckets(): Promise<void> {
    const { connection, replicas = 1 } = this.#options;
    const { signal } = this.#stop;
    await ensureBucket(
      connection,
      {
        bucket: NODES_BUCKET,
        description: 'Edgestep: signs of life of the nodes',
        storage: 'memory',
        replicas,
        maxAgeMs: BEAT_MAX_AGE_MS,
      },
      signal,
    );
    const leases = { bucket: LEASES_BUCKET, description: 'Edgestep: who owns which partition' };
    await ensureBucket(connection, { ...leases, storage: 'file', replicas }, signal);
  }

  #trouble(what: string, error: unknown): void {
    this.#options.onTrouble?.(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
