import { partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { pause } from '../retry/backoff.ts';
import { retried } from '../retry/retried.ts';
import { latestSnapshotMark } from '../snapshots/snapshot-mark.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { requireNotHeld } from './held-log.ts';
import type { HubCopies } from './hub-copies.ts';
import { inspectLog, type LogVerdict } from './inspect-log.ts';
import type { LogWitness } from './log-witness.ts';
import { restoreTail } from './restore-tail.ts';

/** What was put right in a log. */
export interface RestoredTail {
  readonly partition: PartitionId;
  /** The hub's copy that the records came from. */
  readonly copy: string;
  readonly firstSequence: number;
  readonly records: number;
}

export interface LogGuardOptions {
  readonly connection: Connection;
  readonly replicas: number;
  readonly copies: Pick<HubCopies, 'find'>;
  /** What else has seen a partition's log, beside its snapshots and the hub. */
  readonly witnesses: (partition: PartitionId) => readonly LogWitness[];
  readonly onRestored: (restored: RestoredTail) => void;
}

/** A copy that is gone when its turn comes has another one in its place soon. */
const LOOKS_MAX = 20;
const LOOK_AGAIN_MS = 250;

/**
 * Stands before a log that is about to be owned (E5): a log that lost its end gets it back from the hub's copy, where
 * the chain proves that it is the same one; a log that lost what nobody has any more is not written to.
 */
export class LogGuard {
  readonly #options: LogGuardOptions;

  constructor(options: LogGuardOptions) {
    this.#options = options;
  }

  /** Resolves when the log is whole. Fault: `log-damaged`, with what is lost; the signal's reason. */
  async admit(partition: PartitionId, signal: AbortSignal): Promise<void> {
    const { connection, replicas, onRestored } = this.#options;
    const stream = partitionStream(partition);
    await retried(connection, signal, () => requireNotHeld(connection, partition));
    const verdict = await this.#inspect(partition, signal);
    if (verdict.kind === 'sound') return;
    const records = await restoreTail({ connection, partition, stream, replicas, signal }, verdict);
    const firstSequence = verdict.tail.sequence + 1;
    onRestored({ partition, copy: verdict.copy.stream, firstSequence, records });
  }

  /** Again, when the hub replaced a copy, or set it aside, while it was looked at. */
  async #inspect(partition: PartitionId, signal: AbortSignal): Promise<LogVerdict> {
    const { connection, copies } = this.#options;
    const stream = partitionStream(partition);
    for (let looks = 1; ; looks += 1) {
      // Looked at before the log: it only grows, so a copy that is ahead of it then has what the log lost.
      const known = (await copies.find(partition)) ?? [];
      const mark = await latestSnapshotMark(connection, partition, signal);
      const seen = this.#options.witnesses(partition);
      const witnesses = mark === undefined ? seen : [...seen, { who: 'its newest snapshot', ...mark }];
      const inspect = () => inspectLog(connection, stream, witnesses, known);
      try {
        return await retried(connection, signal, inspect);
      } catch (error) {
        if (!isStreamMissing(error) || looks === LOOKS_MAX) throw error;
      }
      await pause(LOOK_AGAIN_MS, signal);
      signal.throwIfAborted();
    }
  }
}
