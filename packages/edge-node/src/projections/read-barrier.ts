import { setTimeout as delay } from 'node:timers/promises';

import type { ProjectionFollower, RecordMark } from '@edgestep/engine';
import { ApiError, type PartitionId } from '@edgestep/shared';

/** How far a partition's owner has committed; `undefined` when nobody owns it at the moment, or nobody answers. */
export type CommittedPosition = (partition: PartitionId) => Promise<RecordMark | undefined>;

export interface ReadBarrierOptions {
  readonly position: CommittedPosition;
  readonly followerOf: (
    partition: PartitionId,
  ) => Pick<ProjectionFollower, 'reached' | 'isAt' | 'damage'> | undefined;
  /** True while nobody can own a partition because its log is damaged (E5). */
  readonly isStopped: (partition: PartitionId) => boolean;
  /** How long a read waits for an owner, and for its own projection. */
  readonly patienceMs?: number;
}

/** Longer than a zone of three servers needs to elect another leader, and its nodes to share out the partitions. */
const PATIENCE_MS = 15_000;
const RETRY_MIN_MS = 20;
const RETRY_MAX_MS = 400;

/**
 * Lets reads of a partition pass once this node's projection shows every write that was answered before. While the
 * partition has no owner nobody can tell which those are: a node that answered from what it knows would say of an
 * execution that another node has acknowledged that it does not exist. So the read waits, and is then refused with
 * `ServiceUnavailable`. Of a log that is damaged, what is known is shown at once: there is nothing to wait for.
 */
export class ReadBarrier {
  readonly #options: ReadBarrierOptions;

  constructor(options: ReadBarrierOptions) {
    this.#options = options;
  }

  async pass(partition: PartitionId): Promise<void> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#options.patienceMs ?? PATIENCE_MS);
    try {
      if (await this.#passes(partition, late.signal)) return;
    } finally {
      clearTimeout(timer);
    }
    throw new ApiError(
      'ServiceUnavailable',
      `What partition ${partition} of this zone has written last cannot be told at the moment. Try again.`,
    );
  }

  /** False when `late` is aborted first. */
  async #passes(partition: PartitionId, late: AbortSignal): Promise<boolean> {
    const { isStopped, followerOf } = this.#options;
    for (let waitMs = RETRY_MIN_MS; !late.aborted; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
      if (await this.#isPassed(partition, late)) return true;
      if (isStopped(partition) || followerOf(partition)?.damage !== undefined) return true;
      await delay(waitMs * (0.5 + Math.random() / 2));
    }
    return false;
  }

  async #isPassed(partition: PartitionId, late: AbortSignal): Promise<boolean> {
    const mark = await unless(late, this.#options.position(partition));
    const follower = this.#options.followerOf(partition);
    if (mark === undefined || follower === undefined) return false;
    // Nobody knows when a log that is damaged further on is read again.
    if (follower.damage === undefined) await follower.reached(mark, late);
    return follower.isAt(mark);
  }
}

/** What `work` comes to; undefined when `signal` is aborted first. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => resolve(undefined), { once: true });
  return Promise.race([work, promise]);
}
