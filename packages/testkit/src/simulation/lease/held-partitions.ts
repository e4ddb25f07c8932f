import type { Lease, LeaseRecord } from '@edgestep/jetstream';
import type { PartitionId } from '@edgestep/shared';

import type { SimulatedNetwork } from '../core/simulated-network.ts';
import type { SimulatedProcess } from '../core/simulated-process.ts';
import type { LeaseWrite, SimulatedLeaseServer } from './simulated-lease-server.ts';

/** Runs a partition while it is owned; `signal` is aborted as soon as it is lost. */
export type TakePartition = (
  partition: PartitionId,
  epoch: number,
  signal: AbortSignal,
) => Promise<AsyncDisposable>;

export interface HeldOptions {
  readonly owner: { readonly nodeId: string; readonly instance: string };
  readonly process: SimulatedProcess;
  readonly now: () => number;
  readonly network: SimulatedNetwork;
  readonly serverProcess: SimulatedProcess;
  readonly server: SimulatedLeaseServer;
  readonly leases: ReadonlyMap<PartitionId, Lease>;
  readonly learn: (partition: PartitionId, lease: Lease) => void;
  readonly take: TakePartition;
}

interface Held {
  readonly epoch: number;
  readonly keepUntil: number;
  readonly controller: AbortController;
  opened: AsyncDisposable | undefined;
}

const WRITE_TIMEOUT_MS = 1_000;
const AVOID_MS = 5_000;
const KEEP_OUT_OF_TURN_MS = 30_000;

/** The partitions of a node: one thing at a time is done with each, as `Holdings` of `packages/jetstream` does it. */
export class HeldPartitions {
  readonly #options: HeldOptions;
  readonly #held = new Map<PartitionId, Held>();
  readonly #busy = new Set<PartitionId>();
  readonly #avoidUntil = new Map<PartitionId, number>();

  constructor(options: HeldOptions) {
    this.#options = options;
  }

  /** What serves now, and until when each is kept at least. */
  owned(): ReadonlyMap<PartitionId, number> {
    const serving = [...this.#held].filter(
      ([, held]) => held.opened !== undefined && !held.controller.signal.aborted,
    );
    return new Map(serving.map(([partition, { keepUntil }]) => [partition, keepUntil]));
  }

  avoided(): readonly PartitionId[] {
    const now = this.#options.now();
    return [...this.#avoidUntil].filter(([, until]) => until > now).map(([partition]) => partition);
  }

  untouchable(): ReadonlySet<PartitionId> {
    return new Set([...this.#busy, ...this.avoided()]);
  }

  async take(partition: PartitionId, isOutOfTurn: boolean): Promise<void> {
    if (this.#busy.has(partition) || this.#held.has(partition)) return;
    this.#busy.add(partition);
    const epoch = (this.#options.leases.get(partition)?.epoch ?? 0) + 1;
    const written = await this.#write(partition, { ...this.#options.owner, epoch });
    if (written?.kind === 'written') {
      const keepUntil = isOutOfTurn ? this.#options.now() + KEEP_OUT_OF_TURN_MS : 0;
      const held = { epoch, keepUntil, controller: new AbortController(), opened: undefined };
      this.#held.set(partition, held);
      await this.#open(partition, held);
    }
    this.#busy.delete(partition);
  }

  async giveBack(partition: PartitionId): Promise<void> {
    const held = this.#held.get(partition);
    if (held === undefined || this.#busy.has(partition)) return;
    this.#busy.add(partition);
    await held.opened?.[Symbol.asyncDispose]();
    held.controller.abort();
    this.#held.delete(partition);
    await this.#release(partition, held);
    this.#busy.delete(partition);
  }

  async giveBackAll(): Promise<void> {
    await Promise.all([...this.#held.keys()].map((partition) => this.giveBack(partition)));
  }

  /** Others may take over from now on. */
  loseAll(): void {
    for (const [partition, held] of this.#held) this.#lose(partition, held);
  }

  onLease(partition: PartitionId, lease: Lease): void {
    const held = this.#held.get(partition);
    if (held === undefined) return;
    const isOwn = lease.instance === this.#options.owner.instance && lease.epoch === held.epoch;
    if (!isOwn && lease.epoch >= held.epoch) this.#lose(partition, held);
  }

  /** What runs there has found out by itself that it cannot go on. */
  stepDown(partition: PartitionId): void {
    const held = this.#held.get(partition);
    if (held === undefined || held.controller.signal.aborted) return;
    held.controller.abort();
    void this.giveBack(partition);
  }

  async #open(partition: PartitionId, held: Held): Promise<void> {
    try {
      held.opened = await this.#options.take(partition, held.epoch, held.controller.signal);
      if (held.controller.signal.aborted) await this.#end(partition, held);
    } catch {
      this.#held.delete(partition);
      this.#avoidUntil.set(partition, this.#options.now() + AVOID_MS);
      await this.#release(partition, held);
    }
  }

  #lose(partition: PartitionId, held: Held): void {
    if (held.controller.signal.aborted) return;
    held.controller.abort();
    // What is still being opened ends as soon as it is open.
    if (held.opened === undefined) return;
    this.#busy.add(partition);
    void this.#end(partition, held).then(() => this.#busy.delete(partition));
  }

  async #end(partition: PartitionId, held: Held): Promise<void> {
    await held.opened?.[Symbol.asyncDispose]();
    if (this.#held.get(partition) === held) this.#held.delete(partition);
  }

  async #release(partition: PartitionId, held: Held): Promise<void> {
    const lease = this.#options.leases.get(partition);
    if (lease?.instance !== this.#options.owner.instance || lease.epoch !== held.epoch) return;
    await this.#write(partition, { nodeId: '', instance: '', epoch: held.epoch });
  }

  async #write(partition: PartitionId, record: LeaseRecord): Promise<LeaseWrite | undefined> {
    const { process, network, server, serverProcess, leases, learn } = this.#options;
    const expected = leases.get(partition)?.revision ?? 0;
    const written = await network.ask(process, serverProcess, WRITE_TIMEOUT_MS, () =>
      server.write(partition, record, expected),
    );
    if (written?.kind === 'written') learn(partition, written.lease);
    return written;
  }
}
