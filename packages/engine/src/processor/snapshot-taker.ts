import { setImmediate as nextTurn } from 'node:timers/promises';

import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { RecordMark } from '../ports/partition-log.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import { endLine, executionLine, executionText, headerLine } from '../state/snapshot/snapshot-format.ts';
import type { GroupCommit, Position } from './group-commit.ts';
import type { ParkedExecutions } from './parking/parked-executions.ts';
import type { Slot } from './slot.ts';

/** So many executions are taken down before the partition gets its turn again. */
const EXECUTIONS_AT_ONCE = 200;
const PIECE_BYTES = 262_144;

/** Slots of executions that were parked and have come back since; disposal ends the list. */
export interface WokenSlots extends Disposable {
  readonly slots: readonly Slot[];
}

export interface SnapshotSource {
  readonly partition: PartitionId;
  /** Of the owner: its fence and everything behind it. */
  readonly epoch: number;
  readonly store: SnapshotStore;
  readonly commit: Pick<GroupCommit<unknown>, 'settled' | 'closeRecord'>;
  /** The newest record that is durable and whose effects are on their way. */
  readonly durableSequence: () => number;
  /** Open executions in memory, and closed ones whose end is not told yet. */
  readonly slots: () => Iterable<Slot>;
  /** Open executions outside of the heap; absent where none is parked. */
  readonly parked: Pick<ParkedExecutions, 'ids' | 'takenDown'> | undefined;
  readonly followWoken: () => WokenSlots;
  readonly isStopped: () => boolean;
}

export interface TakenSnapshot {
  readonly sequence: number;
  readonly bytes: number;
}

/** What was open when a snapshot began: it contains all of it, whatever becomes of it meanwhile. */
interface Listed {
  readonly slots: readonly Slot[];
  readonly parkedIds: readonly number[];
  /** Grows while the snapshot is taken. */
  readonly woken: WokenSlots;
}

interface TakenDown {
  readonly text: Uint8Array | string;
  readonly position: Readonly<Position>;
}

/**
 * Takes a snapshot while the partition goes on: execution by execution, each as of its own newest event. Those whose
 * newest event is not durable yet come last, when it is; without the end the snapshot is none. Undefined when the
 * processor stopped meanwhile.
 */
export async function takeSnapshot(source: SnapshotSource): Promise<TakenSnapshot | undefined> {
  const sequence = source.durableSequence();
  // Now, and not when the first piece is read: who ends between would be missed, and its end is behind `sequence`.
  using woken = source.followWoken();
  const listed = { slots: [...source.slots()], parkedIds: source.parked?.ids() ?? [], woken };
  let bytes = 0;
  let newest = sequence;
  // The owner's fence is the first record that is durable for it: what is newest is of its epoch.
  const through = () => ({ sequence: newest, epoch: source.epoch });
  const lines = linesOf(source, listed, sequence, through, (at) => {
    newest = Math.max(newest, at);
  });
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of gathered(lines)) {
      bytes += piece.length;
      yield piece;
    }
  }
  try {
    await source.store.save(source.partition, { sequence, pieces: counted(), through });
  } catch (fault) {
    if (source.isStopped()) return undefined;
    throw fault;
  }
  return { sequence, bytes };
}

async function* linesOf(
  source: SnapshotSource,
  listed: Listed,
  sequence: number,
  through: () => RecordMark,
  onLine: (sequence: number) => void,
): AsyncGenerator<Uint8Array> {
  yield headerLine({ sequence });
  const undurable: TakenDown[] = [];
  let executions = 0;
  const lineOf = ({ text, position }: TakenDown): Uint8Array => {
    const at = durable(position);
    executions += 1;
    onLine(at);
    return executionLine(at, text);
  };
  for await (const taken of takeAllDown(source, listed)) {
    if (taken.position.sequence === undefined) undurable.push(taken);
    else yield lineOf(taken);
  }
  await source.commit.settled();
  requireGoingOn(source);
  for (const taken of undurable) yield lineOf(taken);
  yield endLine({ executions, through: through() });
}

/**
 * Each execution that was open when this began is answered at least once. One that was parked and wakes before its
 * turn is found among the woken; one that wakes behind its turn is answered again, and the later answer counts.
 */
async function* takeAllDown(
  source: SnapshotSource,
  { slots, parkedIds, woken }: Listed,
): AsyncGenerator<TakenDown> {
  const turns = new Turns(source);
  let missed: Slot[] = [];
  for (const slot of slots) {
    if (turns.isOver()) await turns.next();
    if (slot.deciding) missed.push(slot);
    else yield* takeDown(source, slot);
  }
  for (const id of parkedIds) {
    if (turns.isOver()) await turns.next();
    const taken = source.parked?.takenDown(id);
    if (taken !== undefined) yield { text: taken.text, position: taken };
  }
  missed.push(...woken.slots);
  while (missed.length > 0) {
    await turns.next();
    const waiting = missed;
    missed = [];
    for (const slot of waiting) {
      if (turns.isOver()) await turns.next();
      // In the midst of a turn: it has no state that could be written down.
      if (slot.deciding) missed.push(slot);
      else yield* takeDown(source, slot);
    }
  }
}

/**
 * A replay leaves out, for this execution, the record that its line names: it has to contain all events that the
 * record has of it. So nothing more comes into a record that is not sent yet.
 */
function* takeDown({ commit }: SnapshotSource, { state, position }: Slot): Generator<TakenDown> {
  if (state === undefined) return;
  if (position.sequence === undefined) commit.closeRecord();
  yield { text: executionText(state), position };
}

/** Counts what is done in a turn of the loop, and ends everything when the partition is lost. */
class Turns {
  readonly #source: SnapshotSource;
  #done = 0;

  constructor(source: SnapshotSource) {
    this.#source = source;
  }

  isOver(): boolean {
    this.#done += 1;
    return this.#done > EXECUTIONS_AT_ONCE;
  }

  async next(): Promise<void> {
    this.#done = 0;
    await nextTurn();
    requireGoingOn(this.#source);
  }
}

function requireGoingOn(source: SnapshotSource): void {
  if (!source.isStopped()) return;
  throw new EdgestepError('partition-not-owned', `Partition ${source.partition} was given up`);
}

function durable(position: Readonly<Position>): number {
  if (position.sequence !== undefined) return position.sequence;
  throw new EdgestepError('internal', 'An execution was taken down with events that are not durable');
}

/** Lines, joined to pieces that are worth a message. */
async function* gathered(lines: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const line of lines) {
    held.push(line);
    bytes += line.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(held, bytes);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held, bytes);
}
