import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { parseArn } from '@edgestep/shared';

import type { BegunExecution } from '../../projections/summary/begun-execution.ts';

/** Rows of what executions have in common: where they were started from. */
export interface Origin {
  readonly id: number;
  readonly machine: number;
}

const KNOWN_MAX = 10_000;

/** The rows of `origins` and `machines`, made when they are needed first. Part of the caller's transaction. */
export class OriginRows {
  readonly #known = new Map<string, Origin>();
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #findMachine: StatementSync;
  readonly #addMachine: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare(
      `SELECT id, machine FROM origins WHERE revision_id = ? AND state_machine_arn = ? AND version_arn IS ?
         AND alias_arn IS ? AND type = ? AND role_arn = ?`,
    );
    this.#add = database.prepare(
      `INSERT INTO origins (revision_id, state_machine_arn, version_arn, alias_arn, type, role_arn, version, alias,
         machine) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#findMachine = database.prepare('SELECT id FROM machines WHERE name = ?');
    this.#addMachine = database.prepare('INSERT INTO machines (name) VALUES (?)');
  }

  of(begun: BegunExecution): Origin {
    const { revisionId, stateMachineArn, stateMachineVersionArn, stateMachineAliasArn, type, roleArn } =
      begun;
    // None of these holds a space.
    const key = `${revisionId} ${stateMachineVersionArn} ${stateMachineAliasArn} ${stateMachineArn} ${type} ${roleArn}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const origin = this.#read(begun);
    if (this.#known.size >= KNOWN_MAX) this.#known.clear();
    this.#known.set(key, origin);
    return origin;
  }

  /** What was added may have been taken back. */
  forgetKnown(): void {
    this.#known.clear();
  }

  #read(begun: BegunExecution): Origin {
    const { stateMachineVersionArn: version, stateMachineAliasArn: alias } = begun;
    const columns = [
      begun.revisionId,
      begun.stateMachineArn,
      version ?? null,
      alias ?? null,
      begun.type,
      begun.roleArn,
    ];
    const row = this.#find.get(...columns);
    if (row !== undefined) return { id: Number(row['id']), machine: Number(row['machine']) };
    const machine = this.#machine(stateMachineName(begun.stateMachineArn));
    const { lastInsertRowid } = this.#add.run(...columns, qualifier(version), qualifier(alias), machine);
    return { id: Number(lastInsertRowid), machine };
  }

  #machine(name: string): number {
    const row = this.#findMachine.get(name);
    return Number(row === undefined ? this.#addMachine.run(name).lastInsertRowid : row['id']);
  }
}

function stateMachineName(arn: string): string {
  const resource = parseArn(arn)?.resource;
  return resource?.type === 'stateMachine' ? resource.name : arn;
}

function qualifier(arn: string | undefined): string | null {
  const resource = arn === undefined ? undefined : parseArn(arn)?.resource;
  return resource?.type === 'stateMachine' ? (resource.qualifier ?? null) : null;
}
