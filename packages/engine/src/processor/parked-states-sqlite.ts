import { chmodSync, rmSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { EdgestepError } from '@edgestep/shared';

import type { ParkedStates } from '../ports/parked-states.ts';

/** So many changes are one transaction: it costs as much as several of them. */
const CHANGES_AT_ONCE = 1_000;
const CACHE_KIB = 1_024;

/**
 * `ParkedStates` in SQLite (`node:sqlite`), in the file `path`, which is made anew and deleted at the end, or in
 * memory (`:memory:`). Nothing waits for the disk, and the journal is in memory: what a crash leaves is deleted. The
 * file holds payloads: nobody but its owner may read it.
 */
export function openSqliteParkedStates(path: string): ParkedStates {
  // Loaded on use: Node prints a warning with the module, which is nobody's business who does not use it.
  const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
  rmSync(path, { force: true });
  const database = new Database(path);
  if (path !== ':memory:') chmodSync(path, 0o600);
  database.exec(
    `PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
     PRAGMA cache_size = -${CACHE_KIB};
     CREATE TABLE parked (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
     BEGIN`,
  );
  return new SqliteParkedStates(database, path);
}

class SqliteParkedStates implements ParkedStates {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #delete: StatementSync;
  #changes = 0;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
    this.#put = database.prepare('INSERT OR REPLACE INTO parked (id, bytes) VALUES (?, ?)');
    this.#get = database.prepare('SELECT bytes FROM parked WHERE id = ?');
    this.#delete = database.prepare('DELETE FROM parked WHERE id = ?');
  }

  put(id: number, bytes: Uint8Array): void {
    this.#put.run(id, bytes);
    this.#changed();
  }

  get(id: number): Uint8Array {
    const bytes = this.#get.get(id)?.['bytes'];
    if (bytes instanceof Uint8Array) return bytes;
    throw new EdgestepError('internal', `Nothing is parked under ${id} in ${this.#path}`);
  }

  delete(id: number): void {
    this.#delete.run(id);
    this.#changed();
  }

  [Symbol.dispose](): void {
    this.#database.close();
    rmSync(this.#path, { force: true });
  }

  #changed(): void {
    this.#changes += 1;
    if (this.#changes < CHANGES_AT_ONCE) return;
    this.#changes = 0;
    // A medium that failed may have ended the transaction.
    if (this.#database.isTransaction) this.#database.exec('COMMIT');
    this.#database.exec('BEGIN');
  }
}
