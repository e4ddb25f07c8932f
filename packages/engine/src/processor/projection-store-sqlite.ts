import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { EpochMs } from '@edgestep/shared';

import type {
  ExecutionQuery,
  IndexedExecution,
  ProjectionStore,
  RecordPlace,
} from '../projections/execution-index.ts';
import { gapIn, type LogChanges, type RecordKey } from '../projections/log-changes.ts';
import type { LogSource } from '../projections/log-source.ts';
import type { MapRunQuery, MapRunSummary } from '../projections/summary/map-run-summary.ts';
import { arnHash } from './sqlite/arn-hash.ts';
import { EXECUTION_COLUMNS, readRow } from './sqlite/execution-row.ts';
import { ExecutionRows } from './sqlite/execution-rows.ts';
import { openIndexFile, readBootId, type IndexFile } from './sqlite/index-file.ts';
import { listStatement } from './sqlite/list-statement.ts';
import { LogRows } from './sqlite/log-rows.ts';
import { MAP_RUN_COLUMNS, readMapRun } from './sqlite/map-run-row.ts';
import { OriginRows } from './sqlite/origin-rows.ts';
import { readPlaceList } from './sqlite/place-list.ts';
import { prepareSchema } from './sqlite/schema.ts';

/**
 * The index of executions in SQLite (`node:sqlite`), in the file `path` or in memory (`:memory:`). It is empty, to be
 * filled from the logs, when the machine has gone down while it was open (`openIndexFile`). `bootId` says which start
 * of the machine this is.
 */
export function openSqliteProjections(path: string, bootId = readBootId()): ProjectionStore {
  const file = openIndexFile(path, bootId);
  prepareSchema(file.database);
  return new SqliteProjections(file);
}

class SqliteProjections implements ProjectionStore {
  readonly #file: IndexFile;
  readonly #database: DatabaseSync;
  readonly #logs: LogRows;
  readonly #executions: ExecutionRows;
  readonly #find: StatementSync;
  readonly #places: StatementSync;
  readonly #mapRun: StatementSync;
  readonly #mapRuns: StatementSync;
  readonly #forget: StatementSync;
  readonly #purge: StatementSync;
  readonly #lists = new Map<string, StatementSync>();

  constructor(file: IndexFile) {
    const { database } = file;
    this.#file = file;
    this.#database = database;
    this.#logs = new LogRows(database);
    this.#executions = new ExecutionRows(database, new OriginRows(database));
    this.#find = database.prepare(`${EXECUTION_COLUMNS} WHERE arn_hash = ? AND arn = ?`);
    this.#places = database.prepare(
      `SELECT zone, partition, executions.places AS places, more_places.places AS more
       FROM executions JOIN logs ON logs.id = log LEFT JOIN more_places ON more_places.id = executions.id
       WHERE arn_hash = ? AND arn = ? ORDER BY first_sequence`,
    );
    this.#mapRun = database.prepare(`${MAP_RUN_COLUMNS} WHERE map_runs.arn = ?`);
    this.#mapRuns = database.prepare(
      `${MAP_RUN_COLUMNS} WHERE arn_hash = ? AND executions.arn = ? AND (map_runs.started_at, map_runs.arn) < (?, ?)
       ORDER BY map_runs.started_at DESC, map_runs.arn DESC LIMIT ?`,
    );
    this.#forget = database.prepare('DELETE FROM executions WHERE log = ?');
    this.#purge = database.prepare(
      'DELETE FROM executions WHERE log IN (SELECT id FROM logs) AND stopped_at < ?',
    );
  }

  newest(source: LogSource): RecordKey | undefined {
    return this.#logs.find(source)?.newest;
  }

  apply(logs: readonly LogChanges[]): void {
    this.#transaction(() => {
      for (const changes of logs) this.#apply(changes);
    });
  }

  #apply({ source, firstSequence, newest, executions }: LogChanges): void {
    if (newest === undefined) return;
    const log = this.#logs.findOrAdd(source);
    const { sequence } = log.newest;
    if (newest.sequence <= sequence) return;
    if (sequence !== 0 && firstSequence !== sequence + 1) throw gapIn(source, sequence, firstSequence);
    let opened = 0;
    for (const change of executions) opened += this.#executions.write(log.id, change);
    this.#logs.move(log.id, newest, opened);
  }

  find(executionArn: string): IndexedExecution | undefined {
    const row = this.#find.get(arnHash(executionArn), executionArn);
    return row === undefined ? undefined : readRow(row);
  }

  list(query: ExecutionQuery): readonly IndexedExecution[] {
    const { sql, values } = listStatement(query);
    let statement = this.#lists.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#lists.set(sql, statement);
    }
    return statement.all(values).map(readRow);
  }

  mapRun(mapRunArn: string): MapRunSummary | undefined {
    const row = this.#mapRun.get(mapRunArn);
    return row === undefined ? undefined : readMapRun(row);
  }

  mapRuns({ executionArn, limit, after }: MapRunQuery): readonly MapRunSummary[] {
    // Sorts behind every time and every ARN.
    const { startedAt, mapRunArn } = after ?? { startedAt: Number.MAX_SAFE_INTEGER, mapRunArn: '' };
    return this.#mapRuns
      .all(arnHash(executionArn), executionArn, startedAt, mapRunArn, limit)
      .map(readMapRun);
  }

  countOpen(zone: string, countMax: number): number {
    return Math.min(this.#logs.countOpen(zone), countMax);
  }

  places(executionArn: string): readonly RecordPlace[] {
    const rows = this.#places.all(arnHash(executionArn), executionArn);
    const [first] = rows;
    if (first === undefined) return [];
    const zone = String(first['zone']);
    const partition = Number(first['partition']);
    const lists = [first['places'], ...rows.map(({ more }) => more ?? '')];
    return readPlaceList(lists.join('')).map((sequence) => ({ zone, partition, sequence }));
  }

  forget(source: LogSource): void {
    const log = this.#logs.find(source);
    if (log === undefined) return;
    this.#executions.forgetKnown();
    this.#transaction(() => {
      this.#forget.run(log.id);
      this.#logs.remove(log.id);
    });
  }

  purge(closedBefore: EpochMs): number {
    return Number(this.#purge.run(closedBefore).changes);
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#executions.forgetKnown();
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
