import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { ExecutionChange } from '../../projections/log-changes.ts';
import type { BegunExecution } from '../../projections/summary/begun-execution.ts';
import { arnHash } from './arn-hash.ts';
import { statusCode } from './execution-row.ts';
import { changeMapRun, mapRunStatements, type MapRunStatements } from './index-map-run.ts';
import type { OriginRows } from './origin-rows.ts';
import { placeList } from './place-list.ts';

/** So many characters of places stand in an execution's own row, and what is added then. */
const OWN_PLACES_MAX = 512;
const KNOWN_MAX = 20_000;

/** What of a row is not looked up for each change. */
interface KnownRow {
  readonly id: number;
  readonly isStandard: boolean;
  isOpen: boolean;
  ownPlaces: number;
  mayHaveMapRuns: boolean;
}

/** Writes rows of `executions`, and of Map Runs with them: each once, however much has changed. */
export class ExecutionRows {
  /** Executions that were open when they were written last, by ARN. */
  readonly #known = new Map<string, KnownRow>();
  readonly #origins: OriginRows;
  readonly #mapRuns: MapRunStatements;
  readonly #find: StatementSync;
  readonly #begin: StatementSync;
  readonly #addPlaces: StatementSync;
  readonly #change: StatementSync;
  readonly #addMorePlaces: StatementSync;

  constructor(database: DatabaseSync, origins: OriginRows) {
    this.#origins = origins;
    this.#mapRuns = mapRunStatements(database);
    this.#find = database.prepare(
      `SELECT executions.id, status, type, octet_length(places) AS own_places
       FROM executions JOIN origins ON origins.id = origin WHERE arn_hash = ? AND arn = ?`,
    );
    this.#begin = database.prepare(
      `INSERT INTO executions (arn_tie, arn, arn_hash, log, origin, machine, name, started_by, trace_header, parent_arn,
         map_run_arn, item_count, started_at, status, stopped_at, close_sequence, redrive_count, redriven_at, places)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (arn_hash, arn_tie) DO NOTHING`,
    );
    this.#addPlaces = database.prepare('UPDATE executions SET places = places || ? WHERE id = ?');
    this.#change = database.prepare(
      `UPDATE executions SET status = ?, stopped_at = ?, close_sequence = ?,
         redrive_count = ifnull(?, redrive_count), redriven_at = ifnull(?, redriven_at), places = places || ?
       WHERE id = ?`,
    );
    this.#addMorePlaces = database.prepare(
      'INSERT INTO more_places (id, first_sequence, places) VALUES (?, ?, ?)',
    );
  }

  /** Part of the caller's transaction. Answers how many more Standard executions are open than before: -1, 0 or 1. */
  write(logId: number, change: ExecutionChange): number {
    const { executionArn, begun, standing } = change;
    const places = placeList(change.sequences);
    const inserted = begun === undefined ? undefined : this.#insert(logId, change, begun, places);
    const row = inserted ?? this.#known.get(executionArn) ?? this.#lookUp(executionArn);
    // Its beginning is not in the index.
    if (row === undefined) return 0;
    const wasOpen = inserted === undefined && row.isOpen;
    if (inserted === undefined) this.#update(row, change, places);
    row.mayHaveMapRuns ||= change.mapRuns.some(({ kind }) => kind !== 'ExecutionClosed');
    if (row.mayHaveMapRuns) for (const each of change.mapRuns) changeMapRun(this.#mapRuns, row.id, each);
    if (standing !== undefined) row.isOpen = standing.status === 'RUNNING';
    this.#remember(executionArn, row);
    return row.isStandard ? Number(row.isOpen) - Number(wasOpen) : 0;
  }

  /** Rows may have changed otherwise. */
  forgetKnown(): void {
    this.#known.clear();
    this.#origins.forgetKnown();
  }

  /** Undefined when there is one already. */
  #insert(
    logId: number,
    { executionArn, standing, redrive }: ExecutionChange,
    begun: BegunExecution,
    places: string,
  ): KnownRow | undefined {
    const origin = this.#origins.of(begun);
    const columns = [
      executionArn,
      arnHash(executionArn),
      logId,
      origin.id,
      origin.machine,
      begun.name,
      begun.startedBy,
      begun.traceHeader ?? null,
      begun.parentArn ?? null,
      begun.mapRunArn ?? null,
      begun.itemCount ?? null,
      begun.startedAt,
      statusCode(standing?.status ?? 'RUNNING'),
      standing?.stoppedAt ?? null,
      standing?.closeSequence ?? null,
      redrive?.count ?? 0,
      redrive?.at ?? null,
      places,
    ];
    for (let tie = 0; ; tie += 1) {
      const { changes, lastInsertRowid } = this.#begin.run(tie, ...columns);
      if (Number(changes) > 0) return newRow(Number(lastInsertRowid), begun, places);
      // Else it is another one with the same hash.
      if (this.#lookUp(executionArn) !== undefined) return undefined;
    }
  }

  #update(row: KnownRow, { standing, redrive, sequences }: ExecutionChange, places: string): void {
    const isOwn = row.ownPlaces < OWN_PLACES_MAX;
    const added = isOwn ? places : '';
    if (standing !== undefined) {
      const { status, stoppedAt, closeSequence } = standing;
      this.#change.run(
        statusCode(status),
        stoppedAt ?? null,
        closeSequence ?? null,
        redrive?.count ?? null,
        redrive?.at ?? null,
        added,
        row.id,
      );
    } else if (isOwn) this.#addPlaces.run(places, row.id);
    row.ownPlaces += added.length;
    if (!isOwn) this.#addMorePlaces.run(row.id, sequences[0] ?? 0, places);
  }

  #lookUp(executionArn: string): KnownRow | undefined {
    const row = this.#find.get(arnHash(executionArn), executionArn);
    if (row === undefined) return undefined;
    return {
      id: Number(row['id']),
      isStandard: row['type'] === 'STANDARD',
      isOpen: Number(row['status']) === statusCode('RUNNING'),
      ownPlaces: Number(row['own_places']),
      mayHaveMapRuns: true,
    };
  }

  #remember(executionArn: string, row: KnownRow): void {
    if (!row.isOpen) {
      this.#known.delete(executionArn);
      return;
    }
    if (this.#known.size >= KNOWN_MAX) this.#known.clear();
    this.#known.set(executionArn, row);
  }
}

function newRow(id: number, { type }: BegunExecution, { length }: string): KnownRow {
  return { id, isStandard: type === 'STANDARD', isOpen: true, ownPlaces: length, mayHaveMapRuns: false };
}
