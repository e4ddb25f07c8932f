import { EdgestepError } from '@edgestep/shared';

import type { ExecutionState } from '../execution-state.ts';
import { readExecution } from './read-execution.ts';
import type { StoredExecution } from './stored-execution.ts';
import { writeExecution } from './write-execution.ts';

/** The version that this release writes. */
export const SNAPSHOT_VERSION = 1;

/**
 * The first line of a snapshot. Executions are taken down one by one while the partition goes on, so each is as of
 * its own `sequence`: a replay begins behind `sequence` and leaves out, for each execution, what its state already
 * contains. Executions that ended between `sequence` and `through` may be missing.
 */
export interface SnapshotHeader {
  readonly version: typeof SNAPSHOT_VERSION;
  readonly sequence: number;
  readonly through: number;
  readonly executions: number;
}

export interface RestoredSnapshot extends SnapshotHeader {
  readonly entries: readonly RestoredExecution[];
}

export interface RestoredExecution {
  readonly state: ExecutionState;
  readonly sequence: number;
}

/** One line of a snapshot. */
export function snapshotLine(state: ExecutionState, sequence: number): string {
  return JSON.stringify(writeExecution(state, sequence));
}

/** A whole snapshot: the header and the executions' lines, as UTF-8. */
export function joinSnapshot(header: SnapshotHeader, lines: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts = [JSON.stringify(header), ...lines].map((line) => encoder.encode(`${line}\n`));
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
  const header = parseLine<SnapshotHeader>(first);
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
  const entries = lines.map((line) => {
    const stored = parseLine<StoredExecution>(line);
    return { state: readExecution(stored), sequence: stored.sequence };
  });
  return { ...header, entries };
}

function parseLine<T>(line: string): T {
  try {
    return JSON.parse(line) as T;
  } catch (cause) {
    throw new EdgestepError('log-damaged', 'A snapshot holds a line that is not JSON', { cause });
  }
}
