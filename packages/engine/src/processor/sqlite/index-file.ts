import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** Which start of the machine this is; undefined where no system tells (other than Linux). */
export function readBootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** A database that is open. Disposal closes it. */
export interface IndexFile extends Disposable {
  readonly database: DatabaseSync;
}

/**
 * Opens an SQLite file that can be made anew from the logs, so that nothing needs to wait for the disk. It is not synced
 * while it is open: what the process wrote outlives the process (`kill -9`), but the machine may lose some of it and
 * keep other parts (https://www.sqlite.org/pragma.html#pragma_synchronous). A mark beside the file, `<path>.open`,
 * names the boot during which it is open; when it is opened next in another one, it is deleted. Closing it syncs it
 * and takes the mark away. Without a boot id there is no telling, and every checkpoint syncs.
 */
export function openIndexFile(path: string, bootId: string | undefined): IndexFile {
  if (path === ':memory:') return openDatabase(path, 'OFF');
  const mark = `${path}.open`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') !== bootId) remove(path, mark);
  if (bootId === undefined) return openDatabase(path, 'NORMAL');
  writeSynced(mark, bootId);
  const { database } = openDatabase(path, 'OFF');
  return {
    database,
    [Symbol.dispose]() {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
      sync(path);
      rmSync(mark, { force: true });
      sync(dirname(path));
    },
  };
}

function openDatabase(path: string, synchronous: 'OFF' | 'NORMAL'): IndexFile {
  // Loaded on use: Node prints a warning with the module, which is nobody's business who does not use it.
  const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
  const database = new Database(path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON;`);
  return { database, [Symbol.dispose]: () => database.close() };
}

function remove(path: string, mark: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, mark]) rmSync(file, { force: true });
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  sync(dirname(path));
}

/** What was written to a file, or a folder's list of files, is on the disk. */
function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
