import type { PartitionId } from '@edgestep/shared';

import { HeldPartition } from './held-partition.ts';
import type { LeaseOptions } from './lease-options.ts';
import type { Lease } from './lease-records.ts';
import type { LeaseTable } from './lease-table.ts';

/** A partition that could not be opened is left to others for so long. */
const AVOID_MS = 5_000;
/** One that was taken because those who should have it didn't, is kept at least so long. */
const KEEP_OUT_OF_TURN_MS = 30_000;

/**
 * The partitions that this node holds. One thing at a time is done with each: it is taken, held, or being ended; until
 * what ran on it has ended it is not taken again.
 */
export class Holdings {
  readonly #options: LeaseOptions;
  readonly #instance: string;
  readonly #table: LeaseTable;
  readonly #held = new Map<PartitionId, HeldPartition>();
  /** Being taken, opened or ended: how many things are being done with each. */
  readonly #busy = new Map<PartitionId, number>();
  readonly #actions = new Set<Promise<void>>();
  readonly #avoidUntil = new Map<PartitionId, number>();
  #isClosing = false;

  constructor(options: LeaseOptions, instance: string, table: LeaseTable) {
    this.#options = options;
    this.#instance = instance;
    this.#table = table;
  }

  /** What serves now. */
  get serving(): readonly HeldPartition[] {
    return [...this.#held.values()].filter((held) => held.isServing);
  }

  /** What is left to others for a while. */
  avoided(now: number): readonly PartitionId[] {
    return [...this.#avoidUntil].filter(([, until]) => until > now).map(([partition]) => partition);
  }

  untouchable(now: number): ReadonlySet<PartitionId> {
    return new Set([...this.#busy.keys(), ...this.avoided(now)]);
  }

  /** Takes a partition and opens it. Never rejects. `isOutOfTurn`: another node should have it. */
  async take(partition: PartitionId, isOutOfTurn: boolean, signal: AbortSignal): Promise<void> {
    await this.#whileBusy(partition, 'could not be taken', async () => {
      const { nodeId } = this.#options;
      const known = this.#table.leases.get(partition)?.epoch;
      const epoch = (known ?? (await this.#options.lastKnownEpoch(partition))) + 1;
      const lease = { nodeId, instance: this.#instance, epoch };
      const written = await this.#table.write(partition, lease, signal);
      if (written.kind === 'conflict' || signal.aborted) return;
      const keepUntil = isOutOfTurn ? performance.now() + KEEP_OUT_OF_TURN_MS : 0;
      const held = new HeldPartition(partition, epoch, keepUntil);
      if (this.#isClosing) return this.#release(held, signal);
      this.#held.set(partition, held);
      await this.#open(held, signal);
    });
  }

  /** Ends what runs on a partition, then says that it is free. Never rejects. */
  async giveBack(partition: PartitionId, signal: AbortSignal): Promise<void> {
    const held = this.#held.get(partition);
    if (held === undefined) return;
    await this.#whileBusy(partition, 'could not be given back', async () => {
      try {
        await held.end();
      } finally {
        this.#held.delete(partition);
        await this.#release(held, signal);
      }
    });
  }

  /** Gives everything back, what is just being taken included, and takes nothing any more. */
  async giveBackAll(signal: AbortSignal): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#actions);
    await Promise.all([...this.#held.keys()].map((partition) => this.giveBack(partition, signal)));
  }

  /** Lets go of everything at once, because others may take it over from now on. */
  loseAll(why: string): void {
    for (const held of this.#held.values()) {
      if (!held.isLost) this.#lose(held, why);
    }
  }

  /** Lets go of a partition whose lease is not this node's any more. */
  onLease(partition: PartitionId, lease: Lease): void {
    const held = this.#held.get(partition);
    if (held === undefined || held.isLost) return;
    const isOwn = lease.instance === this.#instance && lease.epoch === held.epoch;
    if (!isOwn && lease.epoch >= held.epoch)
      this.#lose(held, `${lease.nodeId} owns it under epoch ${lease.epoch}`);
  }

  /**
   * What runs on the partition has found out by itself that it must not, or cannot, go on: it is ended, and the lease
   * is given up, for whoever takes it under the next epoch.
   */
  async stepDown(partition: PartitionId, why: string, signal: AbortSignal): Promise<void> {
    const held = this.#held.get(partition);
    if (held === undefined || held.isLost) return;
    held.lose(why);
    this.#trouble(partition, 'was given up', why);
    await this.giveBack(partition, signal);
  }

  /** Writes the leases of what is held again, where the bucket has lost them. */
  async restoreLost(signal: AbortSignal): Promise<void> {
    const { nodeId } = this.#options;
    for (const { partition, epoch } of this.serving) {
      if (this.#busy.has(partition) || this.#table.leases.has(partition)) continue;
      await this.#whileBusy(partition, 'could not get its lease again', async () => {
        await this.#table.write(partition, { nodeId, instance: this.#instance, epoch }, signal);
      });
    }
  }

  async #open(held: HeldPartition, signal: AbortSignal): Promise<void> {
    try {
      await held.open(this.#options.onAcquired);
    } catch (error) {
      this.#held.delete(held.partition);
      this.#avoidUntil.set(held.partition, performance.now() + AVOID_MS);
      this.#trouble(held.partition, 'could not be opened', error);
      await this.#release(held, signal);
    }
  }

  async #release(held: HeldPartition, signal: AbortSignal): Promise<void> {
    const lease = this.#table.leases.get(held.partition);
    if (lease?.instance !== this.#instance || lease.epoch !== held.epoch) return;
    await this.#table.write(held.partition, { nodeId: '', instance: '', epoch: held.epoch }, signal);
  }

  #lose(held: HeldPartition, why: string): void {
    held.lose(why);
    this.#trouble(held.partition, 'was lost', why);
    void this.#whileBusy(held.partition, 'could not be ended', async () => {
      try {
        await held.end();
      } finally {
        if (this.#held.get(held.partition) === held) this.#held.delete(held.partition);
      }
    });
  }

  async #whileBusy(partition: PartitionId, what: string, action: () => Promise<void>): Promise<void> {
    this.#busy.set(partition, (this.#busy.get(partition) ?? 0) + 1);
    const running = action().catch((error: unknown) => this.#trouble(partition, what, error));
    this.#actions.add(running);
    await running;
    this.#actions.delete(running);
    const left = (this.#busy.get(partition) ?? 1) - 1;
    if (left === 0) this.#busy.delete(partition);
    else this.#busy.set(partition, left);
  }

  #trouble(partition: PartitionId, what: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#options.onTrouble?.(`partition ${partition} ${what}: ${why}`);
  }
}
