import { EdgestepError, type EpochMs, type ExecutionEvent } from '@edgestep/shared';

import type { LogEntry, LogRecord } from '../ports/partition-log.ts';
import type { LogSource } from './log-source.ts';
import { mapRunChange, type MapRunChange } from './map-run-change.ts';
import { begunBy, type BegunExecution } from './summary/begun-execution.ts';
import { closedStatus } from './summary/closed-status.ts';
import type { ExecutionStatus } from './summary/execution-summary.ts';

/** Tells a record of a log from another one that came into its place (E5). */
export type RecordKey = Pick<LogRecord, 'sequence' | 'epoch' | 'hash'>;

/** How an execution stands: open, or closed by a record. */
export interface ExecutionStanding {
  readonly status: ExecutionStatus;
  readonly stoppedAt: EpochMs | undefined;
  readonly closeSequence: number | undefined;
}

/** What several records of a log, one behind the other, tell of one execution. */
export interface ExecutionChange {
  readonly executionArn: string;
  /** When it began among them. */
  readonly begun: BegunExecution | undefined;
  /** The sequences of those that hold events of it, rising. */
  readonly sequences: readonly number[];
  /** How it stands behind the last of them; undefined when none of them closed or redrove it. */
  readonly standing: ExecutionStanding | undefined;
  /** The last of its redrives among them. */
  readonly redrive: { readonly count: number; readonly at: EpochMs } | undefined;
  /** In the order of the events. */
  readonly mapRuns: readonly MapRunChange[];
}

/**
 * What records of one log, one behind the other, change in the index of executions: each execution once, and without
 * payloads, so that it can wait for others to be written with it.
 */
export class LogChanges {
  readonly source: LogSource;
  readonly #executions = new Map<string, Building>();
  #firstSequence = 0;
  #newest: RecordKey | undefined;
  #entryCount = 0;

  constructor(source: LogSource) {
    this.source = source;
  }

  /** The sequence of the first record; 0 while there is none. */
  get firstSequence(): number {
    return this.#firstSequence;
  }

  /** The last record. */
  get newest(): RecordKey | undefined {
    return this.#newest;
  }

  /** How much there is: one for each execution in each record. */
  get entryCount(): number {
    return this.#entryCount;
  }

  /** In the order in which the records tell of them first. */
  get executions(): Iterable<ExecutionChange> {
    return this.#executions.values();
  }

  /** Whether a record is about the execution. */
  concern(executionArn: string): boolean {
    return this.#executions.has(executionArn);
  }

  /** Adds the record behind the newest. Another one is a fault (`log-damaged`). */
  add(record: LogRecord): void {
    const { sequence, epoch, hash } = record;
    if (this.#newest === undefined) this.#firstSequence = sequence;
    else if (sequence !== this.#newest.sequence + 1)
      throw gapIn(this.source, this.#newest.sequence, sequence);
    for (const entry of record.entries) this.#add(sequence, entry);
    this.#entryCount += record.entries.length;
    this.#newest = hash === undefined ? { sequence, epoch } : { sequence, epoch, hash };
  }

  #add(sequence: number, { executionArn, events }: LogEntry): void {
    let change = this.#executions.get(executionArn);
    if (change === undefined) {
      change = new Building(executionArn);
      this.#executions.set(executionArn, change);
    }
    change.add(sequence, events);
  }
}

/** The log of `source` goes on with another record than the next. */
export function gapIn(source: LogSource, before: number, found: number): EdgestepError {
  return new EdgestepError(
    'log-damaged',
    `The log of partition ${source.partition} in ${source.zone} goes from record ${before} to ${found}`,
  );
}

class Building implements ExecutionChange {
  readonly executionArn: string;
  readonly sequences: number[] = [];
  begun: BegunExecution | undefined;
  standing: ExecutionStanding | undefined;
  redrive: ExecutionChange['redrive'];
  readonly mapRuns: MapRunChange[] = [];

  constructor(executionArn: string) {
    this.executionArn = executionArn;
  }

  add(sequence: number, events: readonly ExecutionEvent[]): void {
    if (this.sequences.at(-1) !== sequence) this.sequences.push(sequence);
    const first = events[0];
    if (first?.kind === 'ExecutionStarted') this.begun ??= begunBy(first);
    if (first?.kind === 'ExecutionRedriven') {
      this.standing = OPEN;
      this.redrive = { count: first.redriveCount, at: first.at };
    }
    for (const event of events) {
      const change = mapRunChange(event);
      if (change !== undefined) this.mapRuns.push(change);
    }
    const last = events.at(-1);
    const status = last === undefined ? undefined : closedStatus(last);
    if (last === undefined || status === undefined) return;
    this.standing = { status, stoppedAt: last.at, closeSequence: sequence };
    // One that has just begun, and has none, need not be looked at.
    if (this.begun === undefined || this.mapRuns.length > 0) {
      this.mapRuns.push({ kind: 'ExecutionClosed', at: last.at });
    }
  }
}

const OPEN: ExecutionStanding = { status: 'RUNNING', stoppedAt: undefined, closeSequence: undefined };
