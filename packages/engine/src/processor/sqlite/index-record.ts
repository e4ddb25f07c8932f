import type { StatementSync } from 'node:sqlite';

import { parseArn, type EventOf } from '@edgestep/shared';

import type { LogEntry, LogRecord } from '../../ports/partition-log.ts';
import type { LogSource } from '../../projections/execution-index.ts';
import { closedStatus } from '../../projections/summary/closed-status.ts';
import { closeMapRuns, indexMapRun, type MapRunStatements } from './index-map-run.ts';

const IDS_MAX = 20_000;

/** The statements that write the index, and what they need not look up. */
export interface IndexStatements {
  /** The rows of executions that were indexed lately, by ARN. */
  readonly ids: Map<string, number>;
  readonly find: StatementSync;
  readonly begin: StatementSync;
  readonly close: StatementSync;
  readonly redrive: StatementSync;
  readonly place: StatementSync;
  readonly mapRuns: MapRunStatements;
}

/** Writes what one record tells of its executions. Part of the caller's transaction. */
export function indexRecord(statements: IndexStatements, source: LogSource, record: LogRecord): void {
  for (const entry of record.entries) indexEntry(statements, source, record.sequence, entry);
}

function indexEntry(statements: IndexStatements, source: LogSource, sequence: number, entry: LogEntry): void {
  const first = entry.events[0];
  if (first?.kind === 'ExecutionStarted') begin(statements, source, sequence, first);
  if (first?.kind === 'ExecutionRedriven') {
    statements.redrive.run(first.redriveCount, first.at, entry.executionArn);
  }
  const id = idOf(statements, entry.executionArn);
  if (id === undefined) return;
  statements.place.run(id, sequence);
  for (const event of entry.events) indexMapRun(statements.mapRuns, id, event);
  const last = entry.events.at(-1);
  const status = last === undefined ? undefined : closedStatus(last);
  if (last === undefined || status === undefined) return;
  statements.close.run(status, last.at, sequence, id);
  closeMapRuns(statements.mapRuns, id, last.at);
  statements.ids.delete(entry.executionArn);
}

/** Undefined for an execution whose beginning is not in the index. */
function idOf({ ids, find }: IndexStatements, executionArn: string): number | undefined {
  const known = ids.get(executionArn);
  if (known !== undefined) return known;
  const row = find.get(executionArn);
  if (row === undefined) return undefined;
  return remember(ids, executionArn, Number(row['id']));
}

function remember(ids: Map<string, number>, executionArn: string, id: number): number {
  if (ids.size >= IDS_MAX) ids.clear();
  ids.set(executionArn, id);
  return id;
}

function begin(
  statements: IndexStatements,
  source: LogSource,
  sequence: number,
  event: EventOf<'ExecutionStarted'>,
): void {
  const { changes, lastInsertRowid } = statements.begin.run(
    event.executionArn,
    source.zone,
    source.partition,
    event.name,
    stateMachineName(event.stateMachineArn),
    event.stateMachineArn,
    event.stateMachineVersionArn ?? null,
    qualifier(event.stateMachineVersionArn),
    event.stateMachineAliasArn ?? null,
    qualifier(event.stateMachineAliasArn),
    event.revisionId,
    event.type,
    event.roleArn,
    event.startedBy,
    event.traceHeader ?? null,
    event.parent?.executionArn ?? null,
    event.mapRun?.mapRunArn ?? null,
    event.mapRun?.itemCount ?? null,
    event.at,
    sequence,
  );
  if (Number(changes) > 0) remember(statements.ids, event.executionArn, Number(lastInsertRowid));
}

function stateMachineName(arn: string): string {
  const resource = parseArn(arn)?.resource;
  return resource?.type === 'stateMachine' ? resource.name : arn;
}

function qualifier(arn: string | undefined): string | null {
  const resource = arn === undefined ? undefined : parseArn(arn)?.resource;
  return resource?.type === 'stateMachine' ? (resource.qualifier ?? null) : null;
}
