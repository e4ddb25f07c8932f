import type { RecordMark } from '../src/ports/partition-log.ts';
import type { PartitionSnapshot, SnapshotStore } from '../src/ports/snapshot-store.ts';
import type { ExecutionState } from '../src/state/execution-state.ts';
import { readSnapshot, type SnapshotFacts } from '../src/state/snapshot/read-snapshot.ts';
import { endLine, executionLine, headerLine, parseExecution } from '../src/state/snapshot/snapshot-format.ts';

/** A snapshot in one piece. */
export interface SavedSnapshot {
  readonly sequence: number;
  readonly bytes: Uint8Array;
}

/** Keeps whole snapshots, the newest first, in memory. */
export class MemorySnapshots implements SnapshotStore {
  readonly all: SavedSnapshot[] = [];

  get saved(): SavedSnapshot | undefined {
    return this.all[0];
  }

  async latest(
    _partition: number,
    before = Number.POSITIVE_INFINITY,
  ): Promise<PartitionSnapshot | undefined> {
    const found = this.all.find(({ sequence }) => sequence < before);
    return found === undefined ? undefined : { sequence: found.sequence, pieces: inPieces(found.bytes) };
  }

  async save(_partition: number, { sequence, pieces }: PartitionSnapshot): Promise<void> {
    this.all.unshift({ sequence, bytes: await wholeOf(pieces) });
  }
}

export async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(pieces));
}

/** The bytes in pieces of a size that fits no line. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = 333): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.slice(from, from + pieceBytes);
}

/** Snapshots as they would be taken, of executions by their texts. */
export function snapshotBytes(
  sequence: number,
  lines: readonly { readonly sequence: number; readonly text: string }[],
  through?: RecordMark,
): Uint8Array {
  return Buffer.concat([
    headerLine({ sequence }),
    ...lines.map((line) => executionLine(line.sequence, line.text)),
    endLine({ executions: lines.length, ...(through === undefined ? {} : { through }) }),
  ]);
}

export interface RestoredSnapshot extends SnapshotFacts {
  readonly entries: readonly { readonly sequence: number; readonly state: ExecutionState }[];
}

export async function restored(bytes: Uint8Array, pieceBytes?: number): Promise<RestoredSnapshot> {
  const entries: { sequence: number; state: ExecutionState }[] = [];
  const facts = await readSnapshot(inPieces(bytes, pieceBytes), (sequence, text) =>
    entries.push({ sequence, state: parseExecution(text) }),
  );
  return { ...facts, entries };
}
