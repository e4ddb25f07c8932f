import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { OpenPartition } from './lease-options.ts';

/** A partition that this node owns, from the moment its lease was written until what ran on it has ended. */
export class HeldPartition {
  readonly partition: PartitionId;
  readonly epoch: number;
  /** It is not given back before this time, by the monotonic clock. */
  readonly keepUntil: number;
  readonly #controller = new AbortController();
  #opening: Promise<AsyncDisposable> | undefined;
  #isOpen = false;
  #ended: Promise<void> | undefined;

  constructor(partition: PartitionId, epoch: number, keepUntil: number) {
    this.partition = partition;
    this.epoch = epoch;
    this.keepUntil = keepUntil;
  }

  /** True while it serves: it was opened, and neither lost nor given back. */
  get isServing(): boolean {
    return this.#isOpen && this.#ended === undefined && !this.isLost;
  }

  get isLost(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Opens it, once. Rejects with what prevented it. */
  async open(open: OpenPartition): Promise<void> {
    this.#opening = open(this.partition, this.epoch, this.#controller.signal);
    await this.#opening;
    this.#isOpen = true;
  }

  /** It belongs to somebody else, or may soon: what runs is told at once. End it then. */
  lose(why: string): void {
    this.#controller.abort(new EdgestepError('partition-not-owned', `partition ${this.partition}: ${why}`));
  }

  /** Ends what runs, in good order; what is still being opened, as soon as it is open. Rejects when that fails. */
  end(): Promise<void> {
    this.#ended ??= this.#dispose();
    return this.#ended;
  }

  async #dispose(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    await opened?.[Symbol.asyncDispose]();
    this.lose('it was given back');
  }
}
