import type { SQLOutputValue } from 'node:sqlite';

import type { IndexedExecution } from '../../projections/execution-index.ts';
import type { ExecutionStatus } from '../../projections/summary/execution-summary.ts';

/** A row of the table `executions`, as it is read. */
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
    status: String(row['status']) as ExecutionStatus,
    startedAt: Number(row['started_at']),
    stoppedAt: number(row['stopped_at']),
    redriveCount: Number(row['redrive_count']),
    redrivenAt: number(row['redriven_at']),
    firstSequence: Number(row['first_sequence']),
    closeSequence: number(row['close_sequence']),
  };
}

function text(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: SQLOutputValue | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
