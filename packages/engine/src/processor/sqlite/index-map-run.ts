import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { ChildOutcome, EpochMs, EventOf, ExecutionEvent, MapRunLimits } from '@edgestep/shared';

/** The statements that write what is known of Map Runs. */
export interface MapRunStatements {
  readonly begin: StatementSync;
  readonly found: StatementSync;
  readonly childStarted: StatementSync;
  readonly childEnded: { readonly [K in ChildOutcome['status']]: StatementSync };
  readonly notRedrivable: StatementSync;
  readonly redrive: StatementSync;
  readonly childRedriven: { readonly [K in EventOf<'MapRunChildRedriven'>['former']]: StatementSync };
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
  const childRedriven = (column: string) =>
    database.prepare(
      `UPDATE map_runs SET items_${column} = items_${column} - :items, children_${column} = children_${column} - 1,
         items_pending_redrive = items_pending_redrive - :items,
         children_pending_redrive = children_pending_redrive - 1
       WHERE arn = :arn`,
    );
  return {
    begin: database.prepare(
      `INSERT INTO map_runs (arn, execution_id, status, started_at, max_concurrency, tolerated_count,
         tolerated_percentage, batches, items_total)
       VALUES (?, ?, 'RUNNING', ?, ?, ?, ?, ?, ?)
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
    notRedrivable: database.prepare(
      `UPDATE map_runs SET items_not_redrivable = items_not_redrivable + ?,
         children_not_redrivable = children_not_redrivable + 1
       WHERE arn = ?`,
    ),
    // What was open when the run was over counts as aborted from now on: it is redriven with the others.
    redrive: database.prepare(
      `UPDATE map_runs SET status = 'RUNNING', stopped_at = NULL, redrive_count = ?, redriven_at = ?,
         items_aborted = items_started - items_succeeded - items_failed - items_timed_out,
         items_pending_redrive = items_started - items_succeeded, items_not_redrivable = 0,
         children_aborted = children_started - children_succeeded - children_failed - children_timed_out,
         children_pending_redrive = children_started - children_succeeded, children_not_redrivable = 0
       WHERE arn = ?`,
    ),
    childRedriven: {
      FAILED: childRedriven('failed'),
      TIMED_OUT: childRedriven('timed_out'),
      ABORTED: childRedriven('aborted'),
    },
    update: database.prepare(
      'UPDATE map_runs SET max_concurrency = ?, tolerated_count = ?, tolerated_percentage = ? WHERE arn = ?',
    ),
    end: database.prepare(
      `UPDATE map_runs SET status = ?, stopped_at = ?, results_written = ?, items_pending_redrive = 0,
         children_pending_redrive = 0
       WHERE arn = ?`,
    ),
    closeAll: database.prepare(
      `UPDATE map_runs SET status = 'ABORTED', stopped_at = ?, items_pending_redrive = 0,
         children_pending_redrive = 0
       WHERE status = 'RUNNING' AND execution_id = ?`,
    ),
  };
}

/** Writes what one event of an execution, by its row, tells of a Map Run, if it does. Part of the caller's transaction. */
export function indexMapRun(statements: MapRunStatements, executionId: number, event: ExecutionEvent): void {
  switch (event.kind) {
    case 'MapRunStarted': {
      const total = event.items === undefined ? null : event.items.length;
      const batches = event.batcher === undefined ? 0 : 1;
      statements.begin.run(event.mapRunArn, executionId, event.at, ...limitColumns(event), batches, total);
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
      if (event.notRedrivable === true) statements.notRedrivable.run(event.itemCount, event.mapRunArn);
      return;
    case 'MapRunRedriven':
      statements.redrive.run(event.redriveCount, event.at, event.mapRunArn);
      return;
    case 'MapRunChildRedriven':
      statements.childRedriven[event.former].run({ items: event.itemCount, arn: event.mapRunArn });
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
export function closeMapRuns(statements: MapRunStatements, executionId: number, at: EpochMs): void {
  statements.closeAll.run(at, executionId);
}

function limitColumns(limits: MapRunLimits): [number, number | null, number | null] {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = limits;
  return [maxConcurrency, toleratedFailureCount ?? null, toleratedFailurePercentage ?? null];
}
