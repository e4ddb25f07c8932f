import type { SQLOutputValue } from 'node:sqlite';

import type { MapRunCounts, MapRunStatus, MapRunSummary } from '../../projections/summary/map-run-summary.ts';
import { number } from './execution-row.ts';

/** Reads Map Runs with the names of their executions; conditions follow. */
export const MAP_RUN_COLUMNS = `SELECT map_runs.*, executions.arn AS execution_arn, state_machine_arn
  FROM map_runs JOIN executions ON executions.id = map_runs.execution_id JOIN origins ON origins.id = origin`;

type Row = Record<string, SQLOutputValue>;

/** A row of the table `map_runs`, as it is read. */
export function readMapRun(row: Row): MapRunSummary {
  const status = String(row['status']) as MapRunStatus;
  const toleratedFailureCount = number(row['tolerated_count']);
  const toleratedFailurePercentage = number(row['tolerated_percentage']);
  const itemsTotal = number(row['items_total']) ?? 0;
  const childrenStarted = Number(row['children_started']);
  const itemsPending = Math.max(0, itemsTotal - Number(row['items_started']));
  const childrenPending = Number(row['batches']) === 1 ? 0 : itemsPending;
  return {
    mapRunArn: String(row['arn']),
    executionArn: String(row['execution_arn']),
    stateMachineArn: String(row['state_machine_arn']),
    status,
    startedAt: Number(row['started_at']),
    stoppedAt: number(row['stopped_at']),
    maxConcurrency: Number(row['max_concurrency']),
    redriveCount: Number(row['redrive_count']),
    redrivenAt: number(row['redriven_at']),
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
    items: countsOf(row, 'items', itemsPending, itemsTotal),
    children: countsOf(row, 'children', childrenPending, childrenStarted + childrenPending),
  };
}

/** What is open when a run is over was stopped with it. */
function countsOf(row: Row, what: 'items' | 'children', pending: number, total: number): MapRunCounts {
  const count = (column: string) => Number(row[`${what}_${column}`]);
  const succeeded = count('succeeded');
  const failed = count('failed');
  const timedOut = count('timed_out');
  const aborted = count('aborted');
  const open = count('started') - succeeded - failed - timedOut - aborted;
  const isOver = row['status'] !== 'RUNNING';
  return {
    pending,
    running: isOver ? 0 : open,
    succeeded,
    failed,
    timedOut,
    aborted: isOver ? aborted + open : aborted,
    total,
    resultsWritten: Number(row['results_written']),
    pendingRedrive: count('pending_redrive'),
    failuresNotRedrivable: count('not_redrivable'),
  };
}
