import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { RecordKey } from '../../projections/log-changes.ts';
import type { LogSource } from '../../projections/log-source.ts';

/** How far a log has been applied; sequence 0 before its first record. */
export interface LogRow {
  readonly id: number;
  readonly newest: RecordKey;
}

/** The rows of `logs`: the cursors, and how many Standard executions are open. Part of the caller's transaction. */
export class LogRows {
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #move: StatementSync;
  readonly #countOpen: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare(
      'SELECT id, sequence, epoch, hash FROM logs WHERE zone = ? AND partition = ?',
    );
    this.#add = database.prepare(
      'INSERT INTO logs (zone, partition, sequence, epoch, open) VALUES (?, ?, 0, 0, 0)',
    );
    this.#move = database.prepare(
      'UPDATE logs SET sequence = ?, epoch = ?, hash = ?, open = open + ? WHERE id = ?',
    );
    this.#countOpen = database.prepare('SELECT SUM(open) AS count FROM logs WHERE zone = ?');
    this.#remove = database.prepare('DELETE FROM logs WHERE id = ?');
  }

  find({ zone, partition }: LogSource): LogRow | undefined {
    const row = this.#find.get(zone, partition);
    if (row === undefined) return undefined;
    const place = { sequence: Number(row['sequence']), epoch: Number(row['epoch']) };
    const newest = row['hash'] === null ? place : { ...place, hash: String(row['hash']) };
    return { id: Number(row['id']), newest };
  }

  findOrAdd(source: LogSource): LogRow {
    const found = this.find(source);
    if (found !== undefined) return found;
    const { lastInsertRowid } = this.#add.run(source.zone, source.partition);
    return { id: Number(lastInsertRowid), newest: { sequence: 0, epoch: 0 } };
  }

  /** Moves the cursor. `opened`: so many more executions are open than before, or fewer. */
  move(id: number, { sequence, epoch, hash }: RecordKey, opened: number): void {
    this.#move.run(sequence, epoch, hash ?? null, opened, id);
  }

  countOpen(zone: string): number {
    return Number(this.#countOpen.get(zone)?.['count'] ?? 0);
  }

  remove(id: number): void {
    this.#remove.run(id);
  }
}
