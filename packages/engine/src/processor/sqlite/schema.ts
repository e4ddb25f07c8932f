import type { DatabaseSync } from 'node:sqlite';

/** Raised whenever the tables change: an older file is emptied, and filled again from the logs. */
const SCHEMA_VERSION = 7;

/**
 * What many executions share is kept once (`machines`, `origins`, `logs`), and numbers stand in the keys of indexes: a
 * key is written for each execution, at another place each time. `places`: see `place-list.ts`.
 */
const TABLES = `
  CREATE TABLE logs (
    id INTEGER PRIMARY KEY,
    zone TEXT NOT NULL,
    partition INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    hash TEXT,
    open INTEGER NOT NULL,
    UNIQUE (zone, partition)
  ) STRICT;
  CREATE TABLE machines (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE origins (
    id INTEGER PRIMARY KEY,
    machine INTEGER NOT NULL,
    state_machine_arn TEXT NOT NULL,
    version_arn TEXT,
    version TEXT,
    alias_arn TEXT,
    alias TEXT,
    revision_id TEXT NOT NULL,
    type TEXT NOT NULL,
    role_arn TEXT NOT NULL
  ) STRICT;
  CREATE INDEX origins_by_revision ON origins (revision_id);
  CREATE TABLE executions (
    id INTEGER PRIMARY KEY,
    arn TEXT NOT NULL,
    arn_hash INTEGER NOT NULL,
    arn_tie INTEGER NOT NULL,
    log INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    machine INTEGER NOT NULL,
    name TEXT NOT NULL,
    started_by TEXT NOT NULL,
    trace_header TEXT,
    parent_arn TEXT,
    map_run_arn TEXT,
    item_count INTEGER,
    status INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    stopped_at INTEGER,
    redrive_count INTEGER NOT NULL,
    redriven_at INTEGER,
    close_sequence INTEGER,
    places TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX executions_by_arn ON executions (arn_hash, arn_tie);
  CREATE INDEX executions_by_machine ON executions (machine, status, started_at) WHERE map_run_arn IS NULL;
  CREATE INDEX executions_by_map_run ON executions (map_run_arn, started_at) WHERE map_run_arn IS NOT NULL;
  CREATE INDEX executions_by_log ON executions (log, stopped_at);
  CREATE TABLE more_places (
    id INTEGER NOT NULL REFERENCES executions (id) ON DELETE CASCADE,
    first_sequence INTEGER NOT NULL,
    places TEXT NOT NULL,
    PRIMARY KEY (id, first_sequence)
  ) WITHOUT ROWID, STRICT;
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
`;

/** Those of older versions as well; what refers to others first. */
const DROPPED = [
  'records',
  'more_places',
  'map_runs',
  'executions',
  'origins',
  'machines',
  'cursors',
  'logs',
];

/** Makes the tables, unless the file has them. */
export function prepareSchema(database: DatabaseSync): void {
  const version = database.prepare('PRAGMA user_version').get();
  if (Number(version?.['user_version']) === SCHEMA_VERSION) return;
  const drop = DROPPED.map((table) => `DROP TABLE IF EXISTS ${table};`).join(' ');
  database.exec(`BEGIN; ${drop} ${TABLES} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
}
