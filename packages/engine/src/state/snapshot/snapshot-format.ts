import { EdgestepError, parseJson } from '@edgestep/shared';

import type { RecordMark } from '../../ports/partition-log.ts';
import type { ExecutionState } from '../execution-state.ts';
import { readExecution } from './read-execution.ts';
import type { StoredExecution } from './stored-execution.ts';
import { writeExecution } from './write-execution.ts';

/** The version that this release writes. Version 1 had the numbers of the end in its beginning. */
export const SNAPSHOT_VERSION = 2;

/**
 * The first line of a snapshot. Executions are taken down one by one while the partition goes on, so each is as of
 * its own sequence: a replay begins behind `sequence` and leaves out, for each execution, what its state contains.
 */
export interface SnapshotHeader {
  readonly sequence: number;
}

/** The last line: what is known when all executions were taken down. */
export interface SnapshotEnd {
  /** How many lines there are between the first and the last. */
  readonly executions: number;
  /**
   * The newest record that the snapshot contains anything of, and the epoch that wrote it: a log that has another
   * record there is not the one that the snapshot was taken of (E5). Absent in snapshots of older releases.
   */
  readonly through?: RecordMark;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const LINE_FEED = 10;

export function executionText(state: ExecutionState): string {
  return JSON.stringify(writeExecution(state));
}

/** The state whose `executionText` this is, as UTF-8. Throws `log-damaged` when it is anything else. */
export function parseExecution(text: Uint8Array): ExecutionState {
  const stored = parseLine<StoredExecution>(text);
  try {
    return readExecution(stored);
  } catch (cause) {
    throw new EdgestepError('log-damaged', 'A snapshot holds a line that is no execution', { cause });
  }
}

export function headerLine({ sequence }: SnapshotHeader): Uint8Array {
  return encoder.encode(`${JSON.stringify({ version: SNAPSHOT_VERSION, sequence })}\n`);
}

/**
 * An execution's line: the sequence of the record that holds its newest event, and what `executionText` made of its
 * state, which may be in UTF-8 already. An execution may have several lines; the last one counts.
 */
export function executionLine(sequence: number, text: Uint8Array | string): Uint8Array {
  if (typeof text === 'string') return encoder.encode(`${sequence} ${text}\n`);
  const start = encoder.encode(`${sequence} `);
  const line = new Uint8Array(start.length + text.length + 1);
  line.set(start);
  line.set(text, start.length);
  line[line.length - 1] = LINE_FEED;
  return line;
}

export function endLine(end: SnapshotEnd): Uint8Array {
  return encoder.encode(`${JSON.stringify(end)}\n`);
}

/** A line of a snapshot, or a part of one, that is JSON. */
export function parseLine<T>(text: Uint8Array): T {
  try {
    return parseJson(decoder.decode(text)) as T;
  } catch (cause) {
    throw new EdgestepError('log-damaged', 'A snapshot holds a line that is not JSON', { cause });
  }
}
