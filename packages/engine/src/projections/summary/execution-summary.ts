import type { EpochMs, ExecutionType } from '@edgestep/shared';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution as lists show it: everything about it but its payloads, which stay in the log. */
export interface ExecutionSummary {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn: string | undefined;
  readonly stateMachineAliasArn: string | undefined;
  readonly revisionId: string;
  readonly type: ExecutionType;
  readonly roleArn: string;
  readonly startedBy: string;
  readonly traceHeader: string | undefined;
  /** The execution that waits for this one. */
  readonly parentArn: string | undefined;
  /** The Map Run that started it, and how many items it works on. */
  readonly mapRunArn: string | undefined;
  readonly itemCount: number | undefined;
  readonly status: ExecutionStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | undefined;
  readonly redriveCount: number;
  /** When it was redriven last. */
  readonly redrivenAt: EpochMs | undefined;
}
