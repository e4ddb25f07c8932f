import {
  parseExecution,
  readSnapshot,
  type LogReader,
  type LogRecord,
  type MapRunWorker,
  type NewSnapshot,
  type PartitionLog,
  type ProcessorObserver,
  type SnapshotStore,
  type TaskDispatcher,
} from '@edgestep/engine';

import type { OwnerAt, TakenDown } from '../truth/observation.ts';
import type { Witness } from '../truth/witness.ts';

/** The log, with an eye on refusals: whoever was refused has to step down (E2). */
export function watchedLog(log: PartitionLog, owner: OwnerAt, witness: Witness): PartitionLog {
  return {
    partition: log.partition,
    epoch: log.epoch,
    get lastSequence() {
      return log.lastSequence;
    },
    async append(entries) {
      const outcome = await log.append(entries);
      if (outcome.kind === 'fenced') witness.see({ kind: 'append-refused', owner });
      return outcome;
    },
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
}

export function watchedReader(reader: LogReader, witness: Witness): LogReader {
  async function* seen(partition: number, records: AsyncIterable<LogRecord>): AsyncIterable<LogRecord> {
    for await (const record of records) {
      witness.see({ kind: 'record-read', partition, record });
      yield record;
    }
  }
  return {
    read: (partition, fromSequence) => seen(partition, reader.read(partition, fromSequence)),
    follow: (partition, fromSequence, signal) =>
      seen(partition, reader.follow(partition, fromSequence, signal)),
    async get(partition, sequence) {
      const record = await reader.get(partition, sequence);
      if (record !== undefined) witness.see({ kind: 'record-read', partition, record });
      return record;
    },
  };
}

export function watchedSnapshots(store: SnapshotStore, witness: Witness): SnapshotStore {
  return {
    latest: (partition, before) => store.latest(partition, before),
    save: (partition, snapshot) =>
      store.save(partition, { ...snapshot, pieces: seenPieces(partition, snapshot, witness) }),
  };
}

/** The pieces, and when all were read, what stands in them. */
async function* seenPieces(
  partition: number,
  { sequence, pieces }: NewSnapshot,
  witness: Witness,
): AsyncGenerator<Uint8Array> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) {
    read.push(piece.slice());
    yield piece;
  }
  const entries = new Map<string, TakenDown>();
  await readSnapshot(again(read), (at, text) => {
    const state = parseExecution(text);
    entries.set(state.executionArn, { state, sequence: at });
  });
  witness.see({ kind: 'snapshot-saved', partition, sequence, entries: [...entries.values()] });
}

async function* again(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

export function watchedDispatcher(
  dispatcher: TaskDispatcher,
  owner: OwnerAt,
  witness: Witness,
): TaskDispatcher {
  return {
    dispatch(task, report) {
      witness.see({ kind: 'dispatched', owner, task });
      dispatcher.dispatch(task, report);
    },
    cancel: (task) => dispatcher.cancel(task),
  };
}

export function watchedMapRuns(worker: MapRunWorker, owner: OwnerAt, witness: Witness): MapRunWorker {
  return {
    perform(work, report) {
      witness.see({ kind: 'map-run-work', owner, work });
      worker.perform(work, report);
    },
    abandon: (run, children, writing) => worker.abandon(run, children, writing),
    release: (run) => worker.release(run),
  };
}

/** `onRecord`: hears of what is durable. `delivered`: resolves when whoever is told of ends has heard it. */
export function watchingObserver(
  owner: OwnerAt,
  witness: Witness,
  onRecord: (record: LogRecord) => void,
  delivered: () => Promise<void> | undefined,
): ProcessorObserver {
  return {
    onRecord,
    onClosed(execution) {
      witness.see({ kind: 'end-told', owner, execution });
      return delivered();
    },
    onFault: (fault) => witness.see({ kind: 'fault', node: owner.node, fault }),
    onFinding: (finding) => witness.see({ kind: 'finding', node: owner.node, finding }),
  };
}
