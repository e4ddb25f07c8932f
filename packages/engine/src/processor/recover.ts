import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { ClosedExecutionState } from '../decide/redrive-execution.ts';
import { evolve } from '../evolve/evolve.ts';
import type { LogEntry, LogReader, LogRecord, RecordMark } from '../ports/partition-log.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { parseSnapshot, type RestoredSnapshot } from '../state/snapshot/snapshot-format.ts';
import { readBack } from './read-back.ts';

interface RecoveredExecution {
  readonly state: ExecutionState;
  /** The record that holds its newest event. */
  readonly sequence: number;
}

/** What a partition comes back with. */
export interface Recovered {
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
  /** Hears of a snapshot that could not be read; the log is read from its beginning instead. */
  readonly onFault: (fault: unknown) => void;
}

/** E3: the latest snapshot, and every record behind it folded into it. Throws `log-damaged` when one is missing (E5). */
export async function recover(options: RecoveryOptions): Promise<Recovered> {
  const snapshot = await latestSnapshot(options);
  if (snapshot?.through !== undefined) await requireRecord(options, snapshot.through);
  const recovery = new Recovery(snapshot, (executionArn, records) =>
    readBack(options.reader, options.partition, executionArn, records),
  );
  if (recovery.next > options.lastSequence + 1) {
    throw new EdgestepError(
      'log-damaged',
      `The log of partition ${options.partition} ends at record ${options.lastSequence}, before its snapshot`,
    );
  }
  if (recovery.next <= options.lastSequence) {
    for await (const record of options.reader.read(options.partition, recovery.next)) {
      if (record.sequence > options.lastSequence) break;
      await recovery.apply(record);
    }
  }
  if (recovery.next <= options.lastSequence) {
    throw new EdgestepError(
      'log-damaged',
      `The log of partition ${options.partition} ends before record ${recovery.next}; ${options.lastSequence} were acknowledged`,
    );
  }
  return recovery.result();
}

async function latestSnapshot(options: RecoveryOptions): Promise<RestoredSnapshot | undefined> {
  const stored = await options.snapshots?.latest(options.partition);
  if (stored === undefined) return undefined;
  try {
    return parseSnapshot(stored.bytes);
  } catch (fault) {
    options.onFault(fault);
    return undefined;
  }
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

class Recovery {
  next: number;
  readonly #snapshotSequence: number;
  readonly #open = new Map<string, RecoveredExecution>();
  readonly #closed = new Map<string, RecoveredExecution>();
  /** Up to which record the snapshot's executions contain their events. */
  readonly #takenDownAt = new Map<string, number>();
  readonly #readBack: ReadBack;

  constructor(snapshot: RestoredSnapshot | undefined, readBack: ReadBack) {
    this.#readBack = readBack;
    this.#snapshotSequence = snapshot?.sequence ?? 0;
    this.next = this.#snapshotSequence + 1;
    for (const entry of snapshot?.entries ?? []) {
      this.#takenDownAt.set(entry.state.executionArn, entry.sequence);
      this.#put(entry);
    }
  }

  async apply(record: LogRecord): Promise<void> {
    if (record.sequence !== this.next) {
      throw new EdgestepError('log-damaged', `Record ${this.next} of the log is missing`);
    }
    this.next = record.sequence + 1;
    for (const entry of record.entries) {
      // The snapshot took this execution down when it contained these events already.
      if (record.sequence <= (this.#takenDownAt.get(entry.executionArn) ?? 0)) continue;
      const [first] = entry.events;
      const closed =
        first?.kind === 'ExecutionRedriven' ? await this.#readClosed(entry, first.records) : undefined;
      this.#applyEntry(record.sequence, entry, closed);
    }
  }

  result(): Recovered {
    return {
      open: this.#open,
      closed: [...this.#closed.values()],
      snapshotSequence: this.#snapshotSequence,
    };
  }

  /** A redrive continues an execution that may have ended long before the snapshot: its events are read again. */
  async #readClosed({ executionArn }: LogEntry, records: readonly number[]): Promise<ExecutionState> {
    const closed = await this.#readBack(executionArn, records);
    if (closed !== undefined) return closed.state;
    throw new EdgestepError('log-damaged', `Nothing of ${executionArn} is left, which was redriven`);
  }

  #applyEntry(sequence: number, entry: LogEntry, closed: ExecutionState | undefined): void {
    const { executionArn } = entry;
    const known = this.#open.get(executionArn) ?? this.#closed.get(executionArn);
    const begins = entry.events[0]?.kind === 'ExecutionStarted';
    let state = begins ? undefined : (closed ?? known?.state);
    for (const event of entry.events) state = evolve(state, event);
    if (state !== undefined) this.#put({ state, sequence });
  }

  #put(entry: RecoveredExecution): void {
    const { executionArn, status } = entry.state;
    const isOpen = status.kind === 'RUNNING';
    (isOpen ? this.#open : this.#closed).set(executionArn, entry);
    (isOpen ? this.#closed : this.#open).delete(executionArn);
  }
}
