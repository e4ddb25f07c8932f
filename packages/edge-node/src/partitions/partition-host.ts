import {
  AppendTurns,
  PartitionProcessor,
  systemClock,
  type ClosedExecutions,
  type DefinitionSource,
  type LogReader,
  type LogRecord,
  type MapRunWorker,
  type ParkedStates,
  type PartitionLog,
  type RecordMark,
  type SnapshotStore,
  type TaskDispatcher,
} from '@edgestep/engine';
import { lastLogRecord, openPartitionLog, type Connection, type LogGuard } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';
import { EdgestepError, type PartitionId, type TaskAddress } from '@edgestep/shared';

import { evaluationPort } from '../executions/evaluation-port.ts';
import type { LocalExpressChildren } from '../map-runs/express-children.ts';
import type { OpenChild } from '../map-runs/orphan-sweep.ts';
import type { NodeMetrics } from '../metrics/node-metrics.ts';
import { AppendStalls } from './append-stalls.ts';
import { committedPosition } from './committed-position.ts';
import { processorObserver } from './processor-observer.ts';
import { servePartition } from './serve-partition.ts';
import type { StoppedPartitions } from './stopped-partitions.ts';

export interface PartitionHostOptions {
  readonly connection: Connection;
  readonly nodeId: string;
  readonly replicas: number;
  readonly reader: LogReader;
  /** Holds a log against those who have seen it, before it is written to (E5). */
  readonly guard: Pick<LogGuard, 'admit'>;
  readonly stopped: StoppedPartitions;
  readonly snapshots: SnapshotStore;
  /** Where the waiting executions of a partition lie while this node owns it: a new one for each time. */
  readonly parkedStates: (partition: PartitionId) => ParkedStates;
  readonly definitions: DefinitionSource;
  readonly dispatcher: TaskDispatcher;
  readonly mapRuns: MapRunWorker;
  /** Serves the Express children of distributed Maps whose ARNs hash to a partition that this node owns. */
  readonly expressChildren: LocalExpressChildren;
  readonly closedExecutions: ClosedExecutions;
  readonly taskToken: (address: TaskAddress) => string;
  /** Hear of the records of partitions that this node owns, and of those that it takes over. */
  readonly logs: {
    onRecord(record: LogRecord): void;
    onTaken(partition: PartitionId): void;
  };
  /** This node's index of executions: it need not read what is written here. */
  readonly index: {
    tell(partition: PartitionId, record: LogRecord): void;
    release(partition: PartitionId): void;
  };
  readonly log: Logger;
  readonly metrics: Pick<NodeMetrics, 'sweepFindings' | 'sweeps' | 'logDamage'>;
  /** True while nobody else can own what this node owns. */
  readonly mayOwn: () => boolean;
  /** A processor can't go on, for instance because another owner has written (E2): its lease has to be given up. */
  readonly onStoppedByItself: (partition: PartitionId, why: string) => void;
}

const LAST_RECORD_TIMEOUT_MS = 1_500;

/** Few enough that records grow under load, and more than one, so that the disk does not wait for an acknowledgement. */
const APPEND_TURNS = { turnsMax: 4, patienceMs: 50 };

/** The partitions that this node owns at the moment, each with its processor. */
export class PartitionHost {
  readonly #options: PartitionHostOptions;
  readonly #owned = new Map<PartitionId, PartitionProcessor>();
  readonly #stalls = new AppendStalls();
  readonly #appendTurns = new AppendTurns({ clock: systemClock, ...APPEND_TURNS });

  constructor(options: PartitionHostOptions) {
    this.#options = options;
  }

  /** The processor of a partition that this node owns. */
  owned(partition: PartitionId): PartitionProcessor | undefined {
    return this.#owned.get(partition);
  }

  /** How far a partition that this node owns has committed; undefined when it is not this node's beyond doubt. */
  async position(partition: PartitionId): Promise<RecordMark | undefined> {
    const owner = this.#owned.get(partition);
    if (owner === undefined) return undefined;
    return committedPosition(owner, () =>
      lastLogRecord(this.#options.connection, partition, AbortSignal.timeout(LAST_RECORD_TIMEOUT_MS)),
    );
  }

  /** What stands still because appends don't get through, in words. */
  get stalled(): readonly string[] {
    return this.#stalls.stalled(performance.now());
  }

  /** How many executions are open in each of them. */
  get openExecutions(): ReadonlyMap<PartitionId, number> {
    return new Map([...this.#owned].map(([partition, processor]) => [partition, processor.openExecutions]));
  }

  /** The children of distributed Maps that are open in the partitions of this node. */
  *openChildren(): Generator<OpenChild> {
    for (const processor of this.#owned.values()) yield* processor.openChildren();
  }

  /**
   * Takes a partition over: fences the former owner (E2), recovers, and serves it until `signal` is aborted or the
   * answer is disposed of. A partition whose log is damaged is stopped, and said to be (E5).
   */
  async take(partition: PartitionId, epoch: number, signal: AbortSignal): Promise<AsyncDisposable> {
    const { stopped, log, metrics } = this.#options;
    try {
      const taken = await this.#take(partition, epoch, signal);
      if (stopped.runs(partition)) log.info({ partition, epoch }, 'the log is whole again');
      return taken;
    } catch (error) {
      if (error instanceof EdgestepError && error.code === 'log-damaged') {
        metrics.logDamage.add({ partition: String(partition) });
        if (stopped.stopped(partition, error.message)) {
          log.error({ err: error, partition, epoch }, 'the log of a partition is damaged: it is stopped');
        }
      }
      throw error;
    }
  }

  async #take(partition: PartitionId, epoch: number, signal: AbortSignal): Promise<AsyncDisposable> {
    const { connection, nodeId, replicas, log: logger } = this.#options;
    const began = performance.now();
    await this.#options.guard.admit(partition, signal);
    const log = await openPartitionLog({
      connection,
      partition,
      epoch,
      owner: nodeId,
      replicas,
      signal,
      onTrouble: (message) => {
        this.#stalls.trouble(partition, message, performance.now());
        logger.warn({ partition }, message);
      },
      onFlowing: () => this.#stalls.over(partition),
    });
    const processor = await this.#open(log, signal);
    this.#owned.set(partition, processor);
    const served = servePartition(connection, partition, processor, () => this.position(partition));
    const express = this.#options.expressChildren.serve(connection, partition);
    void processor.stopped.then(({ kind, ...why }) => {
      this.#stalls.over(partition);
      this.#options.index.release(partition);
      if (kind === 'disposed' || kind === 'aborted') return;
      logger.warn({ partition, epoch, kind, ...why }, 'stepped down');
      this.#options.onStoppedByItself(partition, kind);
    });
    logger.info({ partition, epoch, ms: Math.round(performance.now() - began) }, 'took a partition over');
    return {
      [Symbol.asyncDispose]: async () => {
        if (this.#owned.get(partition) === processor) this.#owned.delete(partition);
        await Promise.all([served[Symbol.asyncDispose](), express[Symbol.asyncDispose]()]);
        await processor[Symbol.asyncDispose]();
      },
    };
  }

  /** Opens the processor of a partition; when that fails, its log is closed. */
  async #open(log: PartitionLog, signal: AbortSignal): Promise<PartitionProcessor> {
    const { partition } = log;
    this.#options.logs.onTaken(partition);
    try {
      return await PartitionProcessor.open({
        log,
        reader: this.#options.reader,
        snapshots: this.#options.snapshots,
        parkedStates: this.#options.parkedStates(partition),
        definitions: this.#options.definitions,
        dispatcher: this.#options.dispatcher,
        mapRuns: this.#options.mapRuns,
        closedExecutions: this.#options.closedExecutions,
        clock: systemClock,
        evaluation: evaluationPort,
        taskToken: this.#options.taskToken,
        mayOwn: this.#options.mayOwn,
        appendTurns: this.#appendTurns,
        observer: processorObserver(partition, this.#options),
        signal,
      });
    } catch (error) {
      await log[Symbol.asyncDispose]();
      throw error;
    }
  }
}
