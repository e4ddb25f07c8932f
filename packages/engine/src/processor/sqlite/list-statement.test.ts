import { describe, expect, it } from 'vitest';

import type { ExecutionQuery } from '../../projections/execution-index.ts';
import { openIndexFile } from './index-file.ts';
import { listStatement } from './list-statement.ts';
import { prepareSchema } from './schema.ts';

const all: ExecutionQuery = {
  stateMachineName: 'orders',
  qualifier: undefined,
  status: undefined,
  limit: 100,
  after: undefined,
};
const after = { startedAt: 5, executionArn: 'arn' };
const ofMapRun = { mapRunArn: 'arn of a Map Run' };

/** How SQLite goes about a query: by which index it reads executions. */
function searches(query: Partial<ExecutionQuery>): readonly string[] {
  using file = openIndexFile(':memory:', undefined);
  prepareSchema(file.database);
  const { sql, values } = listStatement({ ...all, ...query });
  const plan = file.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values);
  const details = plan.map(({ detail }) => String(detail));
  expect(details).not.toContain('USE TEMP B-TREE FOR ORDER BY');
  return details.filter((detail) => /^(SEARCH|SCAN) executions/.test(detail));
}

describe('a list of executions', () => {
  const byMachine = (range: string) =>
    `SEARCH executions USING INDEX executions_by_machine (machine=? AND status=?${range})`;
  const byMapRun = (range: string) =>
    `SEARCH executions USING INDEX executions_by_map_run (map_run_arn=?${range})`;

  it('goes along the index of a state machine, once for each status, and sorts only what began together', () => {
    expect(searches({})).toEqual(Array(5).fill(byMachine('')));
    expect(searches({ after })).toEqual(Array(5).fill(byMachine(' AND started_at<?')));
  });

  it('goes along one status', () => {
    expect(searches({ status: 'FAILED' })).toEqual([byMachine('')]);
    expect(searches({ status: 'FAILED', after })).toEqual([byMachine(' AND started_at<?')]);
  });

  it('goes along the same index when there are more conditions', () => {
    const more = { zone: 'dallas', qualifier: 'live', redriven: true };
    expect(searches({ ...more, status: 'RUNNING', after })).toEqual([byMachine(' AND started_at<?')]);
    expect(searches({ ...more, after })).toEqual(Array(5).fill(byMachine(' AND started_at<?')));
  });

  it('goes along the index of a Map Run', () => {
    expect(searches(ofMapRun)).toEqual([byMapRun('')]);
    expect(searches({ ...ofMapRun, status: 'FAILED', zone: 'dallas', after })).toEqual([
      byMapRun(' AND started_at<?'),
    ]);
  });
});
