import type { DatabaseSync } from 'node:sqlite';

/** Raised whenever the tables change: an older file is emptied, and filled again from the logs. */
const SCHEMA_VERSION = 6;

const TABLES = `
  CREATE TABLE cursors (
    zone TEXT NOT NULL,
    partition INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    hash TEXT,
    PRIMARY KEY (zone, partition)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE executions (
    id INTEGER PRIMARY KEY,
    arn TEXT NOT NULL UNIQUE,
    zone TEXT NOT NULL,
    partition INTEGER NOT NULL,
    name TEXT NOT NULL,
    state_machine TEXT NOT NULL,
    state_machine_arn TEXT NOT NULL,
    version_arn TEXT,
    version TEXT,
    alias_arn TEXT,
    alias TEXT,
    revision_id TEXT NOT NULL,
    type TEXT NOT NULL,
    role_arn TEXT NOT NULL,
    started_by TEXT NOT NULL,
    trace_header TEXT,
    parent_arn TEXT,
    map_run_arn TEXT,
    item_count INTEGER,
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    stopped_at INTEGER,
    redrive_count INTEGER NOT NULL,
    redriven_at INTEGER,
    first_sequence INTEGER NOT NULL,
    close_sequence INTEGER
  ) STRICT;
  CREATE INDEX executions_by_start ON executions (state_machine, started_at DESC, arn DESC);
  CREATE INDEX executions_by_status ON executions (state_machine, status, started_at DESC, arn DESC);
  CREATE INDEX executions_by_map_run ON executions (map_run_arn, started_at DESC, arn DESC)
    WHERE map_run_arn IS NOT NULL;
  CREATE INDEX executions_by_stop ON executions (stopped_at) WHERE stopped_at IS NOT NULL;
  CREATE INDEX executions_open ON executions (zone) WHERE status = 'RUNNING';
  CREATE INDEX executions_by_log ON executions (zone, partition);
  CREATE TABLE map_runs (
    arn TEXT NOT NULL PRIMARY KEY,
    execution_id INTEGER NOT NULL REFERENCES executions (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    stopped_at INTEGER,
    max_concurrency INTEGER NOT NULL,
    tolerated_count INTEGER,
    tolerated_percentage REAL,
    batches INTEGER NOT NULL,
    items_total INTEGER,
    items_started INTEGER NOT NULL DEFAULT 0,
    items_succeeded INTEGER NOT NULL DEFAULT 0,
    items_failed INTEGER NOT NULL DEFAULT 0,
    items_timed_out INTEGER NOT NULL DEFAULT 0,
    items_aborted INTEGER NOT NULL DEFAULT 0,
    children_started INTEGER NOT NULL DEFAULT 0,
    children_succeeded INTEGER NOT NULL DEFAULT 0,
    children_failed INTEGER NOT NULL DEFAULT 0,
    children_timed_out INTEGER NOT NULL DEFAULT 0,
    children_aborted INTEGER NOT NULL DEFAULT 0,
    redrive_count INTEGER NOT NULL DEFAULT 0,
    redriven_at INTEGER,
    items_pending_redrive INTEGER NOT NULL DEFAULT 0,
    items_not_redrivable INTEGER NOT NULL DEFAULT 0,
    children_pending_redrive INTEGER NOT NULL DEFAULT 0,
    children_not_redrivable INTEGER NOT NULL DEFAULT 0,
    results_written INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID, STRICT;
  CREATE INDEX map_runs_by_execution ON map_runs (execution_id, started_at DESC, arn DESC);
  CREATE TABLE records (
    id INTEGER NOT NULL REFERENCES executions (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (id, sequence)
  ) WITHOUT ROWID, STRICT;
`;

const OLD_TABLES =
  'DROP TABLE IF EXISTS records; DROP TABLE IF EXISTS map_runs; DROP TABLE IF EXISTS executions; DROP TABLE IF EXISTS cursors;';

/** Makes the tables, unless the file has them. */
export function prepareSchema(database: DatabaseSync): void {
  const version = database.prepare('PRAGMA user_version').get();
  if (Number(version?.['user_version']) === SCHEMA_VERSION) return;
  database.exec(`BEGIN; ${OLD_TABLES} ${TABLES} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
}
