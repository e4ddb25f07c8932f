import type { ExecutionQuery } from '../../projections/execution-index.ts';

/** The statement for a query: of the same text for every query of the same form, so that it is prepared once. */
export function listStatement(query: ExecutionQuery): {
  readonly sql: string;
  readonly values: (string | number)[];
} {
  const conditions = ["type = 'STANDARD'"];
  const values: (string | number)[] = [];
  if (query.mapRunArn === undefined) {
    // Children of distributed Maps are listed by their Map Run alone.
    conditions.push('state_machine = ?', 'map_run_arn IS NULL');
    values.push(query.stateMachineName);
  } else {
    conditions.push('map_run_arn = ?');
    values.push(query.mapRunArn);
  }
  if (query.status !== undefined) {
    conditions.push('status = ?');
    values.push(query.status);
  }
  if (query.redriven !== undefined) {
    conditions.push(query.redriven ? 'redrive_count > 0' : 'redrive_count = 0');
  }
  if (query.qualifier !== undefined) {
    conditions.push('(version = ? OR alias = ?)');
    values.push(query.qualifier, query.qualifier);
  }
  if (query.zone !== undefined) {
    conditions.push('zone = ?');
    values.push(query.zone);
  }
  if (query.after !== undefined) {
    conditions.push('(started_at, arn) < (?, ?)');
    values.push(query.after.startedAt, query.after.executionArn);
  }
  values.push(query.limit);
  return {
    sql: `SELECT * FROM executions WHERE ${conditions.join(' AND ')} ORDER BY started_at DESC, arn DESC LIMIT ?`,
    values,
  };
}
