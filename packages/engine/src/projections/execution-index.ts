import type { EpochMs } from '@edgestep/shared';

import type { LogChanges, RecordKey } from './log-changes.ts';
import type { LogSource } from './log-source.ts';
import type { MapRunQuery, MapRunSummary } from './summary/map-run-summary.ts';
import type { ExecutionStatus, ExecutionSummary } from './summary/execution-summary.ts';

/** An execution with the place of its events: the log's records, in their order. */
export interface IndexedExecution extends ExecutionSummary, LogSource {
  readonly firstSequence: number;
  /** The record that closed it. */
  readonly closeSequence: number | undefined;
}

/** Newest first. `after` continues behind the execution that an earlier page ended with. */
export interface ExecutionQuery {
  /** Not looked at when `mapRunArn` is given. */
  readonly stateMachineName: string;
  /** The child executions of one Map Run. */
  readonly mapRunArn?: string;
  /** A version's number or an alias's name: executions that were started through it. */
  readonly qualifier: string | undefined;
  readonly status: ExecutionStatus | undefined;
  /** Only those that were redriven, or only those that were not. */
  readonly redriven?: boolean;
  /** One zone only. */
  readonly zone?: string;
  readonly limit: number;
  readonly after: { readonly startedAt: EpochMs; readonly executionArn: string } | undefined;
}

/** One record that holds events of an execution. */
export interface RecordPlace extends LogSource {
  readonly sequence: number;
}

/** What is asked of an index of executions. */
export interface ExecutionIndex {
  find(executionArn: string): IndexedExecution | undefined;
  /** Executions of Standard type, newest first; ties by ARN. */
  list(query: ExecutionQuery): readonly IndexedExecution[];
  /** The Map Run, as far as its execution's log tells. */
  mapRun(mapRunArn: string): MapRunSummary | undefined;
  /** The Map Runs of an execution, newest first; `after` is where an earlier page ended. */
  mapRuns(query: MapRunQuery): readonly MapRunSummary[];
  /** How many Standard executions of a zone are open; counting ends at `countMax`. */
  countOpen(zone: string, countMax: number): number;
  /** Where the execution's events are, oldest first. Empty for an unknown execution. */
  places(executionArn: string): readonly RecordPlace[];
}

/**
 * The index of executions: a projection of partition logs, which can be thrown away and read anew. It holds no
 * payloads; it says which records of the log hold an execution's events. Synchronous: its adapters are embedded.
 */
export interface ProjectionStore extends ExecutionIndex, Disposable {
  /** The last record applied: its epoch and hash tell it from another one that came into its place (E5). */
  newest(source: LogSource): RecordKey | undefined;
  /**
   * Applies what several logs have changed and moves the cursors, in one transaction: all of it, or nothing. What ends
   * at or before a cursor is left out, so that applying twice changes nothing. What begins elsewhere than behind it is
   * a fault (`log-damaged`); a log that has lost its beginning to retention may begin anywhere.
   */
  apply(logs: readonly LogChanges[]): void;
  /** Forgets what was read from a log, and its cursor: it was made anew. */
  forget(source: LogSource): void;
  /** Forgets executions that were closed before `closedBefore` (retention). Answers how many. */
  purge(closedBefore: EpochMs): number;
}
