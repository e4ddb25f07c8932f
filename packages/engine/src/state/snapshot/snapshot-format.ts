import { EdgestepError } from '@edgestep/shared';

import type { RecordMark } from '../../ports/partition-log.ts';
import type { ExecutionState } from '../execution-state.ts';
import { readExecution } from './read-execution.ts';
import type { StoredExecution } from './stored-execution.ts';
import { writeExecution } from './write-execution.ts';

/** The version that this release writes. */
export const SNAPSHOT_VERSION = 1;

/**
 * The first line of a snapshot. Executions are taken down one by one while the partition goes on, so each is as of
 * its own sequence: a replay begins behind `sequence` and leaves out, for each execution, what its state contains.
 */
export interface SnapshotHeader {
  readonly version: typeof SNAPSHOT_VERSION;
  readonly sequence: number;
  readonly executions: number;
  /**
   * The newest record that the snapshot contains anything of, and the epoch that wrote it: a log that has another
   * record there is not the one that the snapshot was taken of (E5). Absent in snapshots of older releases.
   */
  readonly through?: RecordMark;
}

export interface RestoredSnapshot extends SnapshotHeader {
  readonly entries: readonly RestoredExecution[];
}

export interface RestoredExecution {
  readonly state: ExecutionState;
  readonly sequence: number;
}

/** An execution's line: the sequence of the record that holds its newest event, and its state. */
export interface SnapshotLine {
  readonly sequence: number;
  /** What `executionText` made of the state. */
  readonly text: string;
}

export function executionText(state: ExecutionState): string {
  return JSON.stringify(writeExecution(state));
}

/** A whole snapshot as UTF-8: the header's line and one for each execution. */
export function joinSnapshot(
  header: Omit<SnapshotHeader, 'version' | 'executions'>,
  lines: readonly SnapshotLine[],
): Uint8Array {
  const encoder = new TextEncoder();
  const first: SnapshotHeader = { version: SNAPSHOT_VERSION, ...header, executions: lines.length };
  const parts = [encoder.encode(`${JSON.stringify(first)}\n`)];
  for (const { sequence, text } of lines) parts.push(encoder.encode(`${sequence} ${text}\n`));
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Reads a snapshot. Throws `log-damaged` for one that is cut, or of a version that this release does not know. */
export function parseSnapshot(bytes: Uint8Array): RestoredSnapshot {
  const [first = '', ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\n');
  const header = parseJson<SnapshotHeader>(first);
  if (header.version !== SNAPSHOT_VERSION) {
    throw new EdgestepError(
      'log-damaged',
      `A snapshot of version ${String(header.version)} is not known here`,
    );
  }
  if (lines.length !== header.executions) {
    throw new EdgestepError(
      'log-damaged',
      `A snapshot of ${header.executions} executions holds ${lines.length}`,
    );
  }
  return { ...header, entries: lines.map(parseLine) };
}

function parseLine(line: string): RestoredExecution {
  const space = line.indexOf(' ');
  const sequence = Number(line.slice(0, space));
  if (space < 1 || !Number.isSafeInteger(sequence)) {
    throw new EdgestepError('log-damaged', 'A line of a snapshot does not begin with a sequence');
  }
  return { sequence, state: readExecution(parseJson<StoredExecution>(line.slice(space + 1))) };
}

function parseJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new EdgestepError('log-damaged', 'A snapshot holds a line that is not JSON', { cause });
  }
}
