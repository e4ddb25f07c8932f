import { EdgestepError } from '@edgestep/shared';

import type { RecordMark } from '../../ports/partition-log.ts';
import { splitLines } from './split-lines.ts';
import { parseLine, SNAPSHOT_VERSION, type SnapshotEnd } from './snapshot-format.ts';

/** What a whole snapshot says of itself. */
export interface SnapshotFacts {
  readonly sequence: number;
  readonly executions: number;
  readonly through: RecordMark | undefined;
}

/** Hears of an execution's line: `text` is UTF-8, as `parseExecution` reads it, and valid for this call only. */
export type OnExecution = (sequence: number, text: Uint8Array) => void;

/** The first line; version 1 had the end's numbers in it. */
interface FirstLine extends Partial<SnapshotEnd> {
  readonly version: number;
  readonly sequence: number;
}

const OPENING_BRACE = 123;
const SPACE = 32;
const ZERO = 48;

/**
 * Reads a snapshot, piece by piece. Throws `log-damaged` for one that is cut, or of a version that this release does
 * not know; what `onExecution` heard of before must be forgotten then.
 */
export async function readSnapshot(
  pieces: AsyncIterable<Uint8Array>,
  onExecution: OnExecution,
): Promise<SnapshotFacts> {
  let first: FirstLine | undefined;
  let end: Partial<SnapshotEnd> | undefined;
  let executions = 0;
  for await (const lines of splitLines(pieces)) {
    for (const line of lines) {
      if (first === undefined) first = readFirst(line);
      else if (line[0] === OPENING_BRACE) end = parseLine<SnapshotEnd>(line);
      else {
        executions += 1;
        readExecutionLine(line, onExecution);
      }
    }
  }
  const known = first?.version === 1 ? first : end;
  if (first === undefined || known?.executions === undefined) throw damaged('A snapshot has no end');
  if (executions !== known.executions) {
    throw damaged(`A snapshot of ${known.executions} executions holds ${executions}`);
  }
  return { sequence: first.sequence, executions, through: known.through };
}

function readFirst(line: Uint8Array): FirstLine {
  const first = parseLine<FirstLine>(line);
  if (first.version === 1 || first.version === SNAPSHOT_VERSION) return first;
  throw damaged(`A snapshot of version ${String(first.version)} is not known here`);
}

function readExecutionLine(line: Uint8Array, onExecution: OnExecution): void {
  const space = line.indexOf(SPACE);
  let sequence = space < 1 ? Number.NaN : 0;
  for (let at = 0; at < space; at += 1) sequence = sequence * 10 + digitAt(line, at);
  if (!Number.isSafeInteger(sequence)) throw damaged('A line of a snapshot does not begin with a sequence');
  onExecution(sequence, line.subarray(space + 1));
}

function digitAt(line: Uint8Array, at: number): number {
  const digit = (line[at] ?? 0) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

function damaged(message: string): EdgestepError {
  return new EdgestepError('log-damaged', message);
}
