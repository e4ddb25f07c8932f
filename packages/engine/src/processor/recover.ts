import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { ClosedExecutionState } from '../decide/redrive-execution.ts';
import { evolve } from '../evolve/evolve.ts';
import type { LogEntry, LogReader, LogRecord, RecordMark } from '../ports/partition-log.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { readSnapshot, type SnapshotFacts } from '../state/snapshot/read-snapshot.ts';
import { readBack } from './read-back.ts';
import {
  RecoveredExecutions,
  type RecoveredExecution,
  type RecoveryParking,
} from './recovered-executions.ts';

/** What a partition comes back with. */
export interface Recovered {
  /** Open executions in memory; others may have been parked. */
  readonly open: ReadonlyMap<string, RecoveredExecution>;
  /** Executions whose end was read in the log's tail: it may have been told to nobody. */
  readonly closed: readonly RecoveredExecution[];
  /** Where the snapshot ended and the tail began. */
  readonly snapshotSequence: number;
}

export interface RecoveryOptions {
  readonly partition: PartitionId;
  /** The log's end: what has to be read. */
  readonly lastSequence: number;
  readonly reader: LogReader;
  readonly snapshots: SnapshotStore | undefined;
  /** Where executions that merely wait are put on the way; absent: all of them stay in memory. */
  readonly parking?: RecoveryParking;
  /** Hears of a snapshot that could not be read; the one before it, or the whole log, is read instead. */
  readonly onFault: (fault: unknown) => void;
}

/** E3: the latest snapshot, and every record behind it folded into it. Throws `log-damaged` when one is missing (E5). */
export async function recover(options: RecoveryOptions): Promise<Recovered> {
  const { partition, lastSequence, reader } = options;
  const { snapshot, executions } = await latestSnapshot(options);
  if (snapshot?.through !== undefined) await requireRecord(options, snapshot.through);
  const snapshotSequence = snapshot?.sequence ?? 0;
  const tail = new Tail(snapshotSequence + 1, executions, (executionArn, records) =>
    readBack(reader, partition, executionArn, records),
  );
  if (tail.next > lastSequence + 1) {
    throw new EdgestepError(
      'log-damaged',
      `The log of partition ${partition} ends at record ${lastSequence}, before its snapshot`,
    );
  }
  if (tail.next <= lastSequence) {
    for await (const record of reader.read(partition, tail.next)) {
      if (record.sequence > lastSequence) break;
      await tail.apply(record);
    }
  }
  if (tail.next <= lastSequence) {
    throw new EdgestepError(
      'log-damaged',
      `The log of partition ${partition} ends before record ${tail.next}; ${lastSequence} were acknowledged`,
    );
  }
  executions.parkAll();
  return { open: executions.open, closed: [...executions.closed.values()], snapshotSequence };
}

interface ReadSnapshot {
  readonly snapshot: SnapshotFacts | undefined;
  readonly executions: RecoveredExecutions;
}

/** The newest snapshot that is whole. What was read of one that turned out damaged is forgotten. */
async function latestSnapshot(options: RecoveryOptions): Promise<ReadSnapshot> {
  const { partition, snapshots, parking, onFault } = options;
  let stored = await snapshots?.latest(partition);
  while (stored !== undefined) {
    const executions = new RecoveredExecutions(stored.sequence, parking);
    try {
      const snapshot = await readSnapshot(stored.pieces, (sequence, text) =>
        executions.putText(sequence, text),
      );
      return { snapshot, executions };
    } catch (fault) {
      if (!isDamage(fault)) throw fault;
      onFault(fault);
      parking?.parked.clear();
      stored = await snapshots?.latest(partition, stored.sequence);
    }
  }
  return { snapshot: undefined, executions: new RecoveredExecutions(0, parking) };
}

function isDamage(fault: unknown): boolean {
  return fault instanceof EdgestepError && fault.code === 'log-damaged';
}

/**
 * E5: the log still has the newest record that the snapshot was taken behind. A log that lost it, or was made anew,
 * holds less than was acknowledged; with the fences of those who tried to own it, it may have grown as long again.
 */
async function requireRecord(options: RecoveryOptions, { sequence, epoch }: RecordMark): Promise<void> {
  const { partition, lastSequence, reader } = options;
  // One that was purged was there.
  const found = sequence > lastSequence ? undefined : await reader.get(partition, sequence);
  if (sequence <= lastSequence && (found === undefined || found.epoch === epoch)) return;
  const what =
    found === undefined ? `ends at ${lastSequence}` : `has another one there, of epoch ${found.epoch}`;
  throw new EdgestepError(
    'log-damaged',
    `The snapshot of partition ${partition} contains record ${sequence} of epoch ${epoch}; the log ${what}: acknowledged records are lost`,
  );
}

type ReadBack = (
  executionArn: string,
  records: readonly number[],
) => Promise<ClosedExecutionState | undefined>;

/** Folds the records behind a snapshot into what it held. */
class Tail {
  next: number;
  readonly #executions: RecoveredExecutions;
  readonly #readBack: ReadBack;

  constructor(next: number, executions: RecoveredExecutions, readBack: ReadBack) {
    this.next = next;
    this.#executions = executions;
    this.#readBack = readBack;
  }

  async apply(record: LogRecord): Promise<void> {
    if (record.sequence !== this.next) {
      throw new EdgestepError('log-damaged', `Record ${this.next} of the log is missing`);
    }
    this.next = record.sequence + 1;
    for (const entry of record.entries) {
      // The snapshot took this execution down when it contained these events already.
      if (record.sequence <= this.#executions.takenDownAt(entry.executionArn)) continue;
      const [first] = entry.events;
      const closed =
        first?.kind === 'ExecutionRedriven' ? await this.#readClosed(entry, first.records) : undefined;
      this.#applyEntry(record.sequence, entry, closed);
    }
    this.#executions.parkSome();
  }

  /** A redrive continues an execution that may have ended long before the snapshot: its events are read again. */
  async #readClosed({ executionArn }: LogEntry, records: readonly number[]): Promise<ExecutionState> {
    const closed = await this.#readBack(executionArn, records);
    if (closed !== undefined) return closed.state;
    throw new EdgestepError('log-damaged', `Nothing of ${executionArn} is left, which was redriven`);
  }

  #applyEntry(sequence: number, entry: LogEntry, closed: ExecutionState | undefined): void {
    const begins = entry.events[0]?.kind === 'ExecutionStarted';
    let state = begins ? undefined : (closed ?? this.#executions.find(entry.executionArn));
    for (const event of entry.events) state = evolve(state, event);
    if (state !== undefined) this.#executions.put({ state, sequence });
  }
}
