import { setImmediate as nextTurn } from 'node:timers/promises';

import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { SnapshotStore } from '../ports/snapshot-store.ts';
import { executionText, joinSnapshot } from '../state/snapshot/snapshot-format.ts';
import type { GroupCommit, Position } from './group-commit.ts';
import type { Slot } from './slot.ts';

/** So many executions are taken down before the partition gets its turn again. */
const EXECUTIONS_AT_ONCE = 200;

export interface SnapshotSource {
  readonly partition: PartitionId;
  /** Of the owner: its fence and everything behind it. */
  readonly epoch: number;
  readonly store: SnapshotStore;
  readonly commit: Pick<GroupCommit<unknown>, 'settled'>;
  /** The newest record that is durable and whose effects are on their way. */
  readonly durableSequence: () => number;
  /** Open executions, and closed ones whose end is not told yet. */
  readonly slots: () => Iterable<Slot>;
  readonly isStopped: () => boolean;
}

interface TakenDown {
  readonly text: string;
  readonly position: Position;
}

/**
 * Takes a snapshot while the partition goes on: execution by execution, each as of its own newest event, which may
 * not be durable yet. Nothing is saved before all of them are. Answers its sequence; undefined when the processor
 * stopped meanwhile.
 */
export async function takeSnapshot(source: SnapshotSource): Promise<number | undefined> {
  const sequence = source.durableSequence();
  const taken = new Map<string, TakenDown>();
  let missed = await takeAll(source, [...source.slots()], taken);
  while (missed.length > 0 && !source.isStopped()) {
    await nextTurn();
    missed = await takeAll(source, missed, taken);
  }
  await source.commit.settled();
  if (source.isStopped()) return undefined;
  const lines = [...taken.values()].map(({ text, position }) => ({ text, sequence: durable(position) }));
  const newest = lines.reduce((max, line) => Math.max(max, line.sequence), sequence);
  // The owner's fence is the first record that is durable for it: what is newest is of its epoch.
  const through = { sequence: newest, epoch: source.epoch };
  const bytes = joinSnapshot({ sequence, through }, lines);
  await source.store.save(source.partition, { sequence, bytes, through });
  return sequence;
}

function durable(position: Position): number {
  if (position.sequence !== undefined) return position.sequence;
  throw new EdgestepError('internal', 'An execution was taken down with events that are not durable');
}

/** Answers those that are in the midst of a turn: they have no state that could be written down. */
async function takeAll(
  source: SnapshotSource,
  slots: readonly Slot[],
  taken: Map<string, TakenDown>,
): Promise<readonly Slot[]> {
  const missed: Slot[] = [];
  for (const [index, slot] of slots.entries()) {
    if (index > 0 && index % EXECUTIONS_AT_ONCE === 0) await nextTurn();
    if (source.isStopped()) return [];
    if (slot.deciding) missed.push(slot);
    else if (slot.state !== undefined) {
      taken.set(slot.executionArn, { text: executionText(slot.state), position: slot.position });
    }
  }
  return missed;
}
