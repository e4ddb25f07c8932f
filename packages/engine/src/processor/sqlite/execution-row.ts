import type { SQLOutputValue } from 'node:sqlite';

import type { IndexedExecution } from '../../projections/execution-index.ts';
import type { ExecutionStatus } from '../../projections/summary/execution-summary.ts';
import { firstPlace } from './place-list.ts';

/** The statuses, each at the place of its code in the index. */
export const STATUSES = [
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
] as const satisfies readonly ExecutionStatus[];

/** The number that stands for a status in the index. */
export function statusCode(status: ExecutionStatus): number {
  return STATUSES.indexOf(status);
}

/** Reads executions with all that `readRow` takes; conditions follow. */
export const EXECUTION_COLUMNS = `SELECT executions.*, zone, partition, state_machine_arn, version_arn, alias_arn,
    revision_id, type, role_arn
  FROM executions JOIN origins ON origins.id = origin JOIN logs ON logs.id = log`;

/** An execution, as `EXECUTION_COLUMNS` reads it. */
export function readRow(row: Record<string, SQLOutputValue>): IndexedExecution {
  return {
    executionArn: String(row['arn']),
    zone: String(row['zone']),
    partition: Number(row['partition']),
    name: String(row['name']),
    stateMachineArn: String(row['state_machine_arn']),
    stateMachineVersionArn: text(row['version_arn']),
    stateMachineAliasArn: text(row['alias_arn']),
    revisionId: String(row['revision_id']),
    type: row['type'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    roleArn: String(row['role_arn']),
    startedBy: String(row['started_by']),
    traceHeader: text(row['trace_header']),
    parentArn: text(row['parent_arn']),
    mapRunArn: text(row['map_run_arn']),
    itemCount: number(row['item_count']),
    status: statusOf(Number(row['status'])),
    startedAt: Number(row['started_at']),
    stoppedAt: number(row['stopped_at']),
    redriveCount: Number(row['redrive_count']),
    redrivenAt: number(row['redriven_at']),
    firstSequence: firstPlace(String(row['places'])),
    closeSequence: number(row['close_sequence']),
  };
}

function statusOf(code: number): ExecutionStatus {
  const status = STATUSES[code];
  if (status === undefined) throw new RangeError(`the index holds an execution of status ${code}`);
  return status;
}

function text(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: SQLOutputValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
