import type { ExecutionQuery } from '../../projections/execution-index.ts';
import { EXECUTION_COLUMNS, STATUSES, statusCode } from './execution-row.ts';

export interface ListStatement {
  readonly sql: string;
  readonly values: Record<string, string | number>;
}

const NEWEST_FIRST = 'ORDER BY started_at DESC, arn DESC LIMIT :limit';

/** The statement for a query: of the same text for every query of the same form, so that it is prepared once. */
export function listStatement(query: ExecutionQuery): ListStatement {
  const conditions = ["type = 'STANDARD'"];
  const values: Record<string, string | number> = { limit: query.limit };
  if (query.redriven !== undefined) {
    conditions.push(query.redriven ? 'redrive_count > 0' : 'redrive_count = 0');
  }
  if (query.qualifier !== undefined) {
    conditions.push('(version = :qualifier OR alias = :qualifier)');
    values['qualifier'] = query.qualifier;
  }
  if (query.zone !== undefined) {
    conditions.push('zone = :zone');
    values['zone'] = query.zone;
  }
  if (query.after !== undefined) {
    conditions.push('(started_at, arn) < (:afterStart, :afterArn)');
    values['afterStart'] = query.after.startedAt;
    values['afterArn'] = query.after.executionArn;
  }
  return query.mapRunArn === undefined
    ? ofStateMachine(query, conditions, values)
    : ofMapRun(query, query.mapRunArn, conditions, values);
}

/** One search for each status, so that each goes along the index, and SQLite merges what they find. */
function ofStateMachine(
  query: ExecutionQuery,
  conditions: readonly string[],
  values: ListStatement['values'],
): ListStatement {
  const statuses = query.status === undefined ? STATUSES.keys() : [statusCode(query.status)];
  const searches = Array.from(statuses, (code) =>
    [
      `${EXECUTION_COLUMNS} WHERE executions.machine = (SELECT id FROM machines WHERE name = :machine)`,
      // Children of distributed Maps are listed by their Map Run alone.
      'map_run_arn IS NULL',
      `status = ${code}`,
      ...conditions,
    ].join(' AND '),
  );
  return {
    sql: `${searches.join(' UNION ALL ')} ${NEWEST_FIRST}`,
    values: { ...values, machine: query.stateMachineName },
  };
}

function ofMapRun(
  { status }: ExecutionQuery,
  mapRunArn: string,
  conditions: readonly string[],
  values: ListStatement['values'],
): ListStatement {
  const all = [
    'map_run_arn = :mapRunArn',
    ...(status === undefined ? [] : ['status = :status']),
    ...conditions,
  ];
  return {
    sql: `${EXECUTION_COLUMNS} WHERE ${all.join(' AND ')} ${NEWEST_FIRST}`,
    values: { ...values, mapRunArn, ...(status === undefined ? {} : { status: statusCode(status) }) },
  };
}
