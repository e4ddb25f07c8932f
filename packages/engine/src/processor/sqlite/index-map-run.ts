import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { ChildOutcome, EpochMs, ExecutionEvent, MapRunLimits } from '@edgestep/shared';

/** The statements that write what is known of Map Runs. */
export interface MapRunStatements {
  readonly begin: StatementSync;
  readonly found: StatementSync;
  readonly childStarted: StatementSync;
  readonly childEnded: { readonly [K in ChildOutcome['status']]: StatementSync };
  readonly update: StatementSync;
  readonly end: StatementSync;
  readonly closeAll: StatementSync;
}

export function mapRunStatements(database: DatabaseSync): MapRunStatements {
  const childEnded = (column: string) =>
    database.prepare(
      `UPDATE map_runs SET items_${column} = items_${column} + ?, children_${column} = children_${column} + 1
       WHERE arn = ?`,
    );
  return {
    begin: database.prepare(
      `INSERT INTO map_runs (arn, execution_id, status, started_at, max_concurrency, tolerated_count,
         tolerated_percentage, batches, items_total)
       SELECT ?, id, 'RUNNING', ?, ?, ?, ?, ?, ? FROM executions WHERE arn = ?
       ON CONFLICT (arn) DO NOTHING`,
    ),
    found: database.prepare('UPDATE map_runs SET items_total = ? WHERE arn = ?'),
    childStarted: database.prepare(
      `UPDATE map_runs SET items_started = items_started + ?, children_started = children_started + 1
       WHERE arn = ?`,
    ),
    childEnded: {
      SUCCEEDED: childEnded('succeeded'),
      FAILED: childEnded('failed'),
      TIMED_OUT: childEnded('timed_out'),
      ABORTED: childEnded('aborted'),
    },
    update: database.prepare(
      'UPDATE map_runs SET max_concurrency = ?, tolerated_count = ?, tolerated_percentage = ? WHERE arn = ?',
    ),
    end: database.prepare(
      'UPDATE map_runs SET status = ?, stopped_at = ?, results_written = ? WHERE arn = ?',
    ),
    closeAll: database.prepare(
      `UPDATE map_runs SET status = 'ABORTED', stopped_at = ?
       WHERE status = 'RUNNING' AND execution_id = (SELECT id FROM executions WHERE arn = ?)`,
    ),
  };
}

/** Writes what one event tells of a Map Run, if it does. Part of the caller's transaction. */
export function indexMapRun(statements: MapRunStatements, executionArn: string, event: ExecutionEvent): void {
  switch (event.kind) {
    case 'MapRunStarted': {
      const total = event.items === undefined ? null : event.items.length;
      const batches = event.batcher === undefined ? 0 : 1;
      statements.begin.run(event.mapRunArn, event.at, ...limitColumns(event), batches, total, executionArn);
      return;
    }
    case 'MapRunItemsFound':
      statements.found.run(event.total, event.mapRunArn);
      return;
    case 'MapRunChildStarted':
      statements.childStarted.run(event.itemCount, event.mapRunArn);
      return;
    case 'MapRunChildEnded':
      statements.childEnded[event.outcome.status].run(event.itemCount, event.mapRunArn);
      return;
    case 'MapRunUpdated':
      statements.update.run(...limitColumns(event), event.mapRunArn);
      return;
    case 'MapRunSucceeded':
    case 'MapRunFailed':
    case 'MapRunAborted':
      statements.end.run(END_STATUS[event.kind], event.at, event.resultsWritten, event.mapRunArn);
      return;
    default:
      return;
  }
}

const END_STATUS = {
  MapRunSucceeded: 'SUCCEEDED',
  MapRunFailed: 'FAILED',
  MapRunAborted: 'ABORTED',
} as const;

/** An execution that is closed has no Map Run that goes on. */
export function closeMapRuns(statements: MapRunStatements, executionArn: string, at: EpochMs): void {
  statements.closeAll.run(at, executionArn);
}

function limitColumns(limits: MapRunLimits): [number, number | null, number | null] {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = limits;
  return [maxConcurrency, toleratedFailureCount ?? null, toleratedFailurePercentage ?? null];
}
