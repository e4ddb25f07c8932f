import type { EvaluationPort } from '@edgestep/asl';
import type { TaskAddress } from '@edgestep/shared';

import type { ClosedExecution } from '../effects/closed-execution.ts';
import type { ClosedExecutions } from '../ports/closed-executions.ts';
import type { DefinitionSource } from '../ports/definition-source.ts';
import type { LogReader, LogRecord, PartitionLog } from '../ports/partition-log.ts';
import type { MapRunWorker } from '../ports/map-run-worker.ts';
import type { ParkedStates } from '../ports/parked-states.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import type { TaskDispatcher } from '../ports/task-dispatcher.ts';
import type { AppendTurns } from './append-turns.ts';
import type { Clock } from './clock.ts';
import type { SweepFinding } from './sweep.ts';

/** What a processor stands on. */
export interface ProcessorOptions {
  /** Open, and owned by the processor from now on: it disposes of it. */
  readonly log: PartitionLog;
  readonly reader: LogReader;
  /** Absent for a log that is not durable. */
  readonly snapshots?: SnapshotStore;
  /**
   * Where waiting executions leave the heap for. Owned by the processor, which disposes of it, also when it can't be
   * opened. Absent: they stay.
   */
  readonly parkedStates?: ParkedStates;
  readonly definitions: DefinitionSource;
  readonly dispatcher: TaskDispatcher;
  /** Absent where no Map is distributed: such a Map then fails with States.Runtime. */
  readonly mapRuns?: MapRunWorker;
  readonly closedExecutions: ClosedExecutions;
  readonly clock: Clock;
  /** Chance and ids for the language. */
  readonly evaluation: EvaluationPort;
  readonly taskToken: (address: TaskAddress) => string;
  readonly observer?: ProcessorObserver;
  readonly limits?: Partial<ProcessorLimits>;
  /**
   * True while nobody else can own the partition: its lease holds. A refusal or a repetition has no append behind it
   * that would prove the ownership (E2), so it is answered only then. Absent: always.
   */
  readonly mayOwn?: () => boolean;
  /** Shared by the partitions of a node, so that records grow with the load. Absent: none waits for another. */
  readonly appendTurns?: Pick<AppendTurns, 'request'>;
  /** Aborted: the owner steps down at once. */
  readonly signal: AbortSignal;
}

/** What the outside is told, always after it became durable (E1). None of it may throw. */
export interface ProcessorObserver {
  /** A record is durable: for logs of Express executions, and for projections beside the processor. */
  onRecord?(record: LogRecord): void;
  /**
   * An execution has ended: for its parent, for status events. At least once: until the answer resolves the end is
   * told again after a recovery.
   */
  onClosed?(execution: ClosedExecution): void | Promise<void>;
  /** Our own code, or a port, failed; the processor went on. `executionArn`: of the execution that it cost. */
  onFault?(fault: unknown, executionArn: string | undefined): void;
  /** The sweep found an execution that had nothing pending, and repaired it (E4). */
  onFinding?(finding: SweepFinding): void;
  /** The sweep has looked at every open execution (E4). */
  onSwept?(): void;
}

export interface ProcessorLimits {
  /** Appends under way at once: while one is written, the next is decided and sent. */
  readonly appendsInFlightMax: number;
  readonly recordBytesMax: number;
  /** Commands whose answer is outstanding; more are refused. */
  readonly commandsWaitingMax: number;
  /** A snapshot is taken after so many records, or so many bytes of records. */
  readonly snapshotRecords: number;
  readonly snapshotBytes: number;
  readonly sweepIntervalMs: number;
  /**
   * An execution is parked when nothing has happened to it for so long, or twice as long; 0: as soon as it is at rest.
   */
  readonly parkAfterMs: number;
  /** Open executions of the partition; a start or a redrive beyond is refused. */
  readonly openExecutionsMax: number;
  readonly recentlyClosedMax: number;
  /** How long a definition that could not be loaded is waited for before it is asked for again. */
  readonly definitionRetryMs: number;
}

export const PROCESSOR_LIMITS: ProcessorLimits = {
  appendsInFlightMax: 2,
  recordBytesMax: 524_288,
  commandsWaitingMax: 50_000,
  snapshotRecords: 10_000,
  snapshotBytes: 67_108_864,
  sweepIntervalMs: 60_000,
  parkAfterMs: 2_000,
  openExecutionsMax: 1_000_000,
  recentlyClosedMax: 10_000,
  definitionRetryMs: 1_000,
};

/** Why a processor no longer owns its partition. */
export type StopReason =
  /** Another owner has written (E2). */
  | { readonly kind: 'fenced'; readonly message: string }
  /** The log can't be written to. */
  | { readonly kind: 'fault'; readonly error: unknown }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'disposed' };
