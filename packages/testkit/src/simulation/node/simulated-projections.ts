import {
  createClosingWatch,
  createExecutionReader,
  IndexWriter,
  ProjectionFollower,
  writtenFirst,
  type ClosedExecutions,
  type ClosedFacts,
  type ExecutionIndex,
  type ExecutionReader,
  type LogReader,
  type LogRecord,
  type ProjectionStore,
  type RecordMark,
} from '@edgestep/engine';
import { ApiError, EdgestepError, partitionOf, type PartitionId } from '@edgestep/shared';

import type { SimulatedClock } from '../core/simulated-clock.ts';

export interface ProjectionOptions {
  readonly zone: string;
  readonly partitions: number;
  readonly store: ProjectionStore;
  readonly logReader: LogReader;
  readonly clock: SimulatedClock;
  /** How far the owner of a partition has committed; undefined when nobody answers. */
  readonly position: (partition: PartitionId) => Promise<RecordMark | undefined>;
  readonly onFault: (error: unknown) => void;
}

const CLOSED_TIMEOUT_MS = 2_000;
const COLLECT_MS = 250;
const PATIENCE_MS = 6_000;
const RETRY_MIN_MS = 20;
const RETRY_MAX_MS = 400;

/** A node's index and reads behind a barrier, as the edge node composes them of the engine's parts (ADR 12). */
export class SimulatedProjections {
  readonly #options: ProjectionOptions;
  readonly #followers: readonly ProjectionFollower[];
  readonly #closings = createClosingWatch();
  readonly #writer: IndexWriter;
  readonly #index: ExecutionIndex;

  constructor(options: ProjectionOptions) {
    this.#options = options;
    const { zone, partitions, logReader, store, clock } = options;
    this.#writer = new IndexWriter({ store, clock, collectMs: COLLECT_MS });
    this.#index = writtenFirst(store, this.#writer);
    this.#followers = Array.from(
      { length: partitions },
      (_, partition) =>
        new ProjectionFollower({
          source: { zone, partition },
          reader: logReader,
          store,
          clock,
          writer: this.#writer,
          closings: this.#closings,
          onFault: options.onFault,
        }),
    );
  }

  /**
   * A reader, and whether what it reads is behind the barrier: one for each call. Without it a read is refused, but for
   * one of a log that is damaged.
   */
  read(): { readonly reader: ExecutionReader; isBehindBarrier(): boolean } {
    let reached = true;
    const barrier = async (partition: PartitionId) => {
      reached = (await this.#pass(partition)) && reached;
    };
    const { zone, partitions, logReader, clock } = this.#options;
    const reader = createExecutionReader({
      store: this.#index,
      clock,
      logOf: (name) => (name === zone ? logReader : undefined),
      barrier: (_zone, executionArn) => barrier(partitionOf(executionArn, partitions)),
      barrierOfAll: async () => {
        for (const partition of this.#followers.keys()) await barrier(partition);
      },
      closings: this.#closings,
    });
    return { reader, isBehindBarrier: () => reached };
  }

  get closedExecutions(): ClosedExecutions {
    return {
      find: (executionArn, asOf) => {
        const follower = this.#followerOf(executionArn);
        if (follower.isAtFor(executionArn, asOf)) return this.#closedFacts(executionArn);
        return this.#whenReached(follower, asOf, () => this.#closedFacts(executionArn));
      },
      places: (executionArn, asOf) =>
        this.#whenReached(this.#followerOf(executionArn), asOf, () =>
          this.#index.places(executionArn).map(({ sequence }) => sequence),
        ),
    };
  }

  /** This node, which owns the partition, has written a record that is durable. */
  tell(partition: PartitionId, record: LogRecord): void {
    this.#followers[partition]?.tell(record);
  }

  /** This node does not own the partition any more. */
  release(partition: PartitionId): void {
    this.#followers[partition]?.release();
  }

  /** The newest record that the index has seen. */
  newest(partition: PartitionId): RecordMark | undefined {
    this.#writer.writeNow();
    return this.#options.store.newest({ zone: this.#options.zone, partition });
  }

  /** How far the index of a partition is. */
  cursor(partition: PartitionId): number {
    return this.#followers[partition]?.cursor ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#writer.writeNow();
    await Promise.all(this.#followers.map((follower) => follower[Symbol.asyncDispose]()));
    this.#writer[Symbol.dispose]();
  }

  #followerOf(executionArn: string): ProjectionFollower {
    const follower = this.#followers[partitionOf(executionArn, this.#followers.length)];
    if (follower !== undefined) return follower;
    throw new RangeError(`no partition for ${executionArn}`);
  }

  #closedFacts(executionArn: string): ClosedFacts | undefined {
    const execution = this.#index.find(executionArn);
    if (execution?.stoppedAt === undefined) return undefined;
    return { startedAt: execution.startedAt, closedAt: execution.stoppedAt };
  }

  async #whenReached<T>(follower: ProjectionFollower, mark: RecordMark, read: () => T): Promise<T> {
    const late = new AbortController();
    using _timer = this.#options.clock.setTimer(CLOSED_TIMEOUT_MS, () => late.abort());
    await follower.reached(mark, late.signal);
    if (follower.isAt(mark)) return read();
    throw new EdgestepError(
      'timeout',
      `the projection stands at ${follower.cursor}, not yet at ${mark.sequence} of epoch ${mark.epoch}`,
    );
  }

  /** As `ReadBarrier` of the edge node. Answers whether the read is behind the barrier. */
  async #pass(partition: PartitionId): Promise<boolean> {
    const { clock } = this.#options;
    const late = new AbortController();
    using _timer = clock.setTimer(PATIENCE_MS, () => late.abort());
    for (let waitMs = RETRY_MIN_MS; !late.signal.aborted; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
      if (await this.#isPassed(partition, late.signal)) return true;
      if (this.#followers[partition]?.damage !== undefined) return false;
      await clock.sleep(waitMs);
    }
    throw new ApiError('ServiceUnavailable', `nobody can tell what P${partition} has written last`);
  }

  async #isPassed(partition: PartitionId, late: AbortSignal): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    late.addEventListener('abort', () => resolve(undefined), { once: true });
    const mark = await Promise.race([this.#options.position(partition), promise]);
    const follower = this.#followers[partition];
    if (mark === undefined || follower === undefined) return false;
    await follower.reached(mark, late);
    return follower.isAt(mark);
  }
}
