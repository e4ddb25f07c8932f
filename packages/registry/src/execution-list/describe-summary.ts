import type { EpochMs } from '@edgestep/shared';

/** An execution as lists show it. */
export interface ListedExecution {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn: string | undefined;
  readonly stateMachineAliasArn: string | undefined;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | undefined;
  readonly redriveCount: number;
  /** When it was redriven last. */
  readonly redrivenAt: EpochMs | undefined;
  /** For a child execution of a distributed Map. */
  readonly mapRunArn: string | undefined;
  readonly itemCount: number | undefined;
}

/** The members that DescribeExecution and ListExecutions share. */
export function describeSummary(execution: ListedExecution) {
  return {
    executionArn: execution.executionArn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: new Date(execution.startedAt),
    redriveCount: execution.redriveCount,
    ...(execution.redrivenAt === undefined ? {} : { redriveDate: new Date(execution.redrivenAt) }),
    ...(execution.mapRunArn === undefined ? {} : { mapRunArn: execution.mapRunArn }),
    ...(execution.stoppedAt === undefined ? {} : { stopDate: new Date(execution.stoppedAt) }),
    ...(execution.stateMachineVersionArn === undefined
      ? {}
      : { stateMachineVersionArn: execution.stateMachineVersionArn }),
    ...(execution.stateMachineAliasArn === undefined
      ? {}
      : { stateMachineAliasArn: execution.stateMachineAliasArn }),
  };
}
