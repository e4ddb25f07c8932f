import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { ChildOutcome, EventOf, MapRunLimits } from '@edgestep/shared';

import type { MapRunChange } from '../../projections/map-run-change.ts';

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

/** Writes one change of a Map Run of an execution, by its row. Part of the caller's transaction. */
export function changeMapRun(statements: MapRunStatements, executionId: number, change: MapRunChange): void {
  switch (change.kind) {
    case 'MapRunStarted': {
      const { mapRunArn, at, limits, isBatched, itemsTotal } = change;
      const columns = [...limitColumns(limits), isBatched ? 1 : 0, itemsTotal ?? null];
      statements.begin.run(mapRunArn, executionId, at, ...columns);
      return;
    }
    case 'MapRunItemsFound':
      statements.found.run(change.total, change.mapRunArn);
      return;
    case 'MapRunChildStarted':
      statements.childStarted.run(change.itemCount, change.mapRunArn);
      return;
    case 'MapRunChildEnded':
      statements.childEnded[change.status].run(change.itemCount, change.mapRunArn);
      if (!change.isRedrivable) statements.notRedrivable.run(change.itemCount, change.mapRunArn);
      return;
    case 'MapRunRedriven':
      statements.redrive.run(change.redriveCount, change.at, change.mapRunArn);
      return;
    case 'MapRunChildRedriven':
      statements.childRedriven[change.former].run({ items: change.itemCount, arn: change.mapRunArn });
      return;
    case 'MapRunUpdated':
      statements.update.run(...limitColumns(change.limits), change.mapRunArn);
      return;
    case 'MapRunEnded':
      statements.end.run(change.status, change.at, change.resultsWritten, change.mapRunArn);
      return;
    case 'ExecutionClosed':
      // It has no Map Run that goes on.
      statements.closeAll.run(change.at, executionId);
      return;
  }
}

function limitColumns(limits: MapRunLimits): [number, number | null, number | null] {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = limits;
  return [maxConcurrency, toleratedFailureCount ?? null, toleratedFailurePercentage ?? null];
}
