import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { EdgestepError, type EpochMs } from '@edgestep/shared';

import type { LogRecord } from '../ports/partition-log.ts';
import type {
  ExecutionQuery,
  IndexedExecution,
  LogRecords,
  LogSource,
  ProjectionStore,
  RecordPlace,
} from '../projections/execution-index.ts';
import type { MapRunQuery, MapRunSummary } from '../projections/summary/map-run-summary.ts';
import { mapRunStatements } from './sqlite/index-map-run.ts';
import { openIndexFile, readBootId, type IndexFile } from './sqlite/index-file.ts';
import { indexRecord, type IndexStatements } from './sqlite/index-record.ts';
import { listStatement } from './sqlite/list-statement.ts';
import { readRow } from './sqlite/execution-row.ts';
import { MAP_RUN_COLUMNS, readMapRun } from './sqlite/map-run-row.ts';
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
  readonly #cursor: StatementSync;
  readonly #moveCursor: StatementSync;
  readonly #find: StatementSync;
  readonly #places: StatementSync;
  readonly #countOpen: StatementSync;
  readonly #mapRun: StatementSync;
  readonly #mapRuns: StatementSync;
  readonly #index: IndexStatements;
  readonly #lists = new Map<string, StatementSync>();

  constructor(file: IndexFile) {
    const { database } = file;
    this.#file = file;
    this.#database = database;
    this.#cursor = database.prepare(
      'SELECT sequence, epoch, hash FROM cursors WHERE zone = ? AND partition = ?',
    );
    this.#moveCursor = database.prepare(
      `INSERT INTO cursors (zone, partition, sequence, epoch, hash) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (zone, partition)
       DO UPDATE SET sequence = excluded.sequence, epoch = excluded.epoch, hash = excluded.hash`,
    );
    this.#find = database.prepare('SELECT * FROM executions WHERE arn = ?');
    this.#places = database.prepare(
      `SELECT zone, partition, records.sequence AS sequence FROM records JOIN executions USING (id)
       WHERE arn = ? ORDER BY records.sequence`,
    );
    this.#countOpen = database.prepare(
      `SELECT COUNT(*) AS count FROM
         (SELECT 1 FROM executions WHERE status = 'RUNNING' AND zone = ? AND type = 'STANDARD' LIMIT ?)`,
    );
    this.#mapRun = database.prepare(`${MAP_RUN_COLUMNS} WHERE map_runs.arn = ?`);
    this.#mapRuns = database.prepare(
      `${MAP_RUN_COLUMNS} WHERE executions.arn = ? AND (map_runs.started_at, map_runs.arn) < (?, ?)
       ORDER BY map_runs.started_at DESC, map_runs.arn DESC LIMIT ?`,
    );
    this.#index = {
      ids: new Map(),
      find: database.prepare('SELECT id FROM executions WHERE arn = ?'),
      mapRuns: mapRunStatements(database),
      begin: database.prepare(
        `INSERT INTO executions (arn, zone, partition, name, state_machine, state_machine_arn, version_arn, version,
           alias_arn, alias, revision_id, type, role_arn, started_by, trace_header, parent_arn,
           map_run_arn, item_count, status, started_at,
           redrive_count, first_sequence)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, 0, ?)
         ON CONFLICT (arn) DO NOTHING`,
      ),
      close: database.prepare(
        'UPDATE executions SET status = ?, stopped_at = ?, close_sequence = ? WHERE id = ?',
      ),
      redrive: database.prepare(
        `UPDATE executions SET status = 'RUNNING', stopped_at = NULL, close_sequence = NULL, redrive_count = ?,
           redriven_at = ? WHERE arn = ?`,
      ),
      place: database.prepare('INSERT OR IGNORE INTO records (id, sequence) VALUES (?, ?)'),
    };
  }

  cursor(source: LogSource): number {
    const row = this.#cursor.get(source.zone, source.partition);
    return row === undefined ? 0 : Number(row['sequence']);
  }

  newest(source: LogSource): Pick<LogRecord, 'sequence' | 'epoch' | 'hash'> | undefined {
    const row = this.#cursor.get(source.zone, source.partition);
    if (row === undefined) return undefined;
    const place = { sequence: Number(row['sequence']), epoch: Number(row['epoch']) };
    return row['hash'] === null ? place : { ...place, hash: String(row['hash']) };
  }

  apply(logs: readonly LogRecords[]): void {
    this.#transaction(() => {
      for (const { source, records } of logs) this.#apply(source, records);
    });
  }

  #apply(source: LogSource, records: readonly LogRecord[]): void {
    let cursor = this.cursor(source);
    let newest: LogRecord | undefined;
    for (const record of records) {
      if (record.sequence <= cursor) continue;
      if (cursor !== 0 && record.sequence !== cursor + 1) throw gap(source, cursor, record);
      indexRecord(this.#index, source, record);
      cursor = record.sequence;
      newest = record;
    }
    if (newest === undefined) return;
    const { sequence, epoch, hash = null } = newest;
    this.#moveCursor.run(source.zone, source.partition, sequence, epoch, hash);
  }

  find(executionArn: string): IndexedExecution | undefined {
    const row = this.#find.get(executionArn);
    return row === undefined ? undefined : readRow(row);
  }

  list(query: ExecutionQuery): readonly IndexedExecution[] {
    const { sql, values } = listStatement(query);
    let statement = this.#lists.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#lists.set(sql, statement);
    }
    return statement.all(...values).map(readRow);
  }

  mapRun(mapRunArn: string): MapRunSummary | undefined {
    const row = this.#mapRun.get(mapRunArn);
    return row === undefined ? undefined : readMapRun(row);
  }

  mapRuns({ executionArn, limit, after }: MapRunQuery): readonly MapRunSummary[] {
    // Sorts behind every time and every ARN.
    const { startedAt, mapRunArn } = after ?? { startedAt: Number.MAX_SAFE_INTEGER, mapRunArn: '' };
    return this.#mapRuns.all(executionArn, startedAt, mapRunArn, limit).map(readMapRun);
  }

  countOpen(zone: string, countMax: number): number {
    return Number(this.#countOpen.get(zone, countMax)?.['count'] ?? 0);
  }

  places(executionArn: string): readonly RecordPlace[] {
    return this.#places.all(executionArn).map((row) => ({
      zone: String(row['zone']),
      partition: Number(row['partition']),
      sequence: Number(row['sequence']),
    }));
  }

  forget(source: LogSource): void {
    this.#index.ids.clear();
    this.#transaction(() => {
      const where = 'WHERE zone = ? AND partition = ?';
      this.#database.prepare(`DELETE FROM executions ${where}`).run(source.zone, source.partition);
      this.#database.prepare(`DELETE FROM cursors ${where}`).run(source.zone, source.partition);
    });
  }

  purge(closedBefore: EpochMs): number {
    this.#index.ids.clear();
    const { changes } = this.#database
      .prepare('DELETE FROM executions WHERE stopped_at < ?')
      .run(closedBefore);
    return Number(changes);
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
      this.#index.ids.clear();
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

function gap(source: LogSource, cursor: number, record: LogRecord): EdgestepError {
  return new EdgestepError(
    'log-damaged',
    `The log of partition ${source.partition} in ${source.zone} goes from record ${cursor} to ${record.sequence}`,
  );
}
