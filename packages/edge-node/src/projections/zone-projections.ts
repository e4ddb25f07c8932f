import {
  createClosingWatch,
  createExecutionReader,
  IndexWriter,
  openSqliteProjections,
  ProjectionFollower,
  systemClock,
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
import type { Logger } from '@edgestep/runtime';
import { EdgestepError, partitionOf, type PartitionId, type StoppedPartition } from '@edgestep/shared';

import { indexFile } from './indexed-partitions.ts';
import { ReadBarrier, type CommittedPosition } from './read-barrier.ts';

/** What the partitions' processors ask of closed executions is not waited for longer. */
const CLOSED_TIMEOUT_MS = 2_000;
/** Reads don't wait for it. */
const COLLECT_MS = 250;

/** This node's index of all executions of its zone, and the reader on top of it. */
export class ZoneProjections implements AsyncDisposable {
  readonly reader: ExecutionReader;
  readonly #store: ProjectionStore;
  readonly #index: ExecutionIndex;
  readonly #writer: IndexWriter;
  readonly #followers: readonly ProjectionFollower[];
  readonly #zone: string;

  constructor(options: {
    readonly zone: string;
    readonly partitions: number;
    readonly dataDir: string;
    readonly logReader: LogReader;
    readonly position: CommittedPosition;
    readonly isStopped: (partition: PartitionId) => boolean;
    readonly log: Logger;
  }) {
    const { zone, partitions, logReader } = options;
    this.#zone = zone;
    this.#store = openSqliteProjections(indexFile(options.dataDir));
    this.#writer = new IndexWriter({ store: this.#store, clock: systemClock, collectMs: COLLECT_MS });
    this.#index = writtenFirst(this.#store, this.#writer);
    const closings = createClosingWatch();
    this.#followers = Array.from(
      { length: partitions },
      (_, partition) =>
        new ProjectionFollower({
          source: { zone, partition },
          reader: logReader,
          store: this.#store,
          writer: this.#writer,
          closings,
          onFault: (error, source) =>
            options.log.error({ err: error, ...source }, 'the projection of a partition was interrupted'),
        }),
    );
    const barrier = new ReadBarrier({ ...options, followerOf: (partition) => this.#followers[partition] });
    this.reader = createExecutionReader({
      store: this.#index,
      logOf: (name) => (name === zone ? logReader : undefined),
      barrier: async (name, executionArn) => {
        if (name === zone) await barrier.pass(partitionOf(executionArn, partitions));
      },
      barrierOfAll: async () => {
        await Promise.all(this.#followers.map((_, partition) => barrier.pass(partition)));
      },
      closings,
    });
  }

  /** This node, which owns the partition, has written a record that is durable. */
  tell(partition: PartitionId, record: LogRecord): void {
    this.#followers[partition]?.tell(record);
  }

  /** This node does not own the partition any more. */
  release(partition: PartitionId): void {
    this.#followers[partition]?.release();
  }

  /** The newest record of a partition's log that this node has read, and the epoch that wrote it. */
  mark(partition: PartitionId): RecordMark | undefined {
    this.#writer.writeNow();
    return this.#store.newest({ zone: this.#zone, partition });
  }

  /** True for an execution that the index has. */
  knows(executionArn: string): boolean {
    return this.#index.find(executionArn) !== undefined;
  }

  /** The revision that an execution runs; undefined for one that the index does not have. */
  revisionOf(executionArn: string): string | undefined {
    return this.#index.find(executionArn)?.revisionId;
  }

  /** The partitions whose logs are damaged where the index should go on (E5), and how. */
  get damage(): readonly StoppedPartition[] {
    return this.#followers.flatMap(({ damage }, partition) =>
      damage === undefined ? [] : [{ partition, reason: damage }],
    );
  }

  /** What the partitions' processors ask of executions that have left their memory. */
  get closedExecutions(): ClosedExecutions {
    return {
      find: (executionArn, asOf) => {
        const follower = this.#followers[partitionOf(executionArn, this.#followers.length)];
        if (follower === undefined || follower.isAtFor(executionArn, asOf))
          return this.#closedFacts(executionArn);
        return this.#whenReached(follower, asOf, () => this.#closedFacts(executionArn));
      },
      places: (executionArn, asOf) => this.#places(executionArn, asOf),
    };
  }

  async #places(executionArn: string, asOf: RecordMark): Promise<readonly number[]> {
    const follower = this.#followers[partitionOf(executionArn, this.#followers.length)];
    const read = () => this.#index.places(executionArn).map(({ sequence }) => sequence);
    return follower === undefined ? read() : this.#whenReached(follower, asOf, read);
  }

  #closedFacts(executionArn: string): ClosedFacts | undefined {
    const execution = this.#index.find(executionArn);
    if (execution?.stoppedAt === undefined) return undefined;
    return { startedAt: execution.startedAt, closedAt: execution.stoppedAt };
  }

  /** Rejects when the projection does not come so far: what it then said of a name could be wrong (E4). */
  async #whenReached<T>(follower: ProjectionFollower, mark: RecordMark, read: () => T): Promise<T> {
    await follower.reached(mark, AbortSignal.timeout(CLOSED_TIMEOUT_MS));
    if (follower.isAt(mark)) return read();
    throw new EdgestepError(
      'timeout',
      `The projection stands at record ${follower.cursor} and not yet at ${mark.sequence} of epoch ${mark.epoch}`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#writer.writeNow();
    await Promise.all(this.#followers.map((follower) => follower[Symbol.asyncDispose]()));
    this.#writer[Symbol.dispose]();
    this.#store[Symbol.dispose]();
  }
}
