import type { HistoryEvent } from '@edgestep/gateway';
import type { EpochMs } from '@edgestep/shared';

/** An execution as lists and descriptions show it. */
export interface ExecutionSummary {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn: string | undefined;
  readonly stateMachineAliasArn: string | undefined;
  readonly revisionId: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | undefined;
  readonly redriveCount: number;
}

/** A summary with its payloads, as JSON texts. */
export interface ExecutionDetails extends ExecutionSummary {
  readonly input: string;
  readonly output: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly traceHeader: string | undefined;
}

/**
 * Reads the Standard executions of a zone from the node's projections. Reads see every write that was answered
 * before they began, whichever node answered it; while a partition has no owner they show what is known.
 */
export interface ExecutionReader {
  find(executionArn: string): Promise<ExecutionDetails | undefined>;
  list(query: ExecutionQuery): Promise<readonly ExecutionSummary[]>;
  /** All events in their order; `undefined` for an unknown execution. */
  history(executionArn: string): Promise<readonly HistoryEvent[] | undefined>;
  /** Resolves when the execution is closed, at once when it is; `undefined` when `signal` was aborted first. */
  closed(executionArn: string, signal: AbortSignal): Promise<ExecutionDetails | undefined>;
}

/** Newest first. `after` continues behind an execution that an earlier page ended with. */
export interface ExecutionQuery {
  readonly stateMachineName: string;
  readonly qualifier: string | undefined;
  readonly status: ExecutionSummary['status'] | undefined;
  readonly limit: number;
  readonly after: { readonly startedAt: EpochMs; readonly executionArn: string } | undefined;
}
