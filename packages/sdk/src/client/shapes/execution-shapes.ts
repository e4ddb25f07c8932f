import type { PageInput } from './state-machine-shapes.ts';

export type ExecutionStatus =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE';

export interface StartExecutionInput {
  /** A state machine, a version of it or an alias. */
  readonly stateMachineArn: string;
  /** At most 80 characters; the same name with the same input is the same execution. */
  readonly name?: string;
  /** JSON text of at most 262,144 bytes; `{}` when it is left out. */
  readonly input?: string;
  readonly traceHeader?: string;
}

export interface StartExecutionOutput {
  readonly executionArn: string;
  readonly startDate: Date;
  /** How the execution ended, when the caller asked the service to wait for it and it ended in time. */
  readonly status?: ExecutionStatus;
  readonly stopDate?: Date;
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

export interface StartSyncExecutionInput extends StartExecutionInput {
  readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
}

export interface StartSyncExecutionOutput {
  readonly executionArn: string;
  readonly stateMachineArn?: string;
  readonly name?: string;
  readonly startDate: Date;
  readonly stopDate: Date;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  readonly error?: string;
  readonly cause?: string;
  readonly input?: string;
  /** JSON text. */
  readonly output?: string;
  readonly traceHeader?: string;
  readonly billingDetails?: {
    readonly billedMemoryUsedInMB?: number;
    readonly billedDurationInMilliseconds?: number;
  };
}

export interface StopExecutionInput {
  readonly executionArn: string;
  readonly error?: string;
  readonly cause?: string;
}

export interface StopExecutionOutput {
  readonly stopDate: Date;
}

export interface DescribeExecutionInput {
  readonly executionArn: string;
  readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
}

export interface DescribeExecutionOutput {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly input?: string;
  /** JSON text; there when the execution succeeded. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly traceHeader?: string;
  readonly mapRunArn?: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveCount?: number;
  readonly redriveDate?: Date;
  readonly redriveStatus?: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
}

export interface ListExecutionsInput extends PageInput {
  readonly stateMachineArn?: string;
  readonly mapRunArn?: string;
  readonly statusFilter?: ExecutionStatus;
  readonly redriveFilter?: 'REDRIVEN' | 'NOT_REDRIVEN';
}

export interface ExecutionListItem {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly mapRunArn?: string;
  readonly itemCount?: number;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveCount?: number;
  readonly redriveDate?: Date;
}

export interface ListExecutionsOutput {
  readonly executions: readonly ExecutionListItem[];
  readonly nextToken?: string;
}

export interface RedriveExecutionInput {
  readonly executionArn: string;
  readonly clientToken?: string;
}

export interface RedriveExecutionOutput {
  readonly redriveDate: Date;
}
