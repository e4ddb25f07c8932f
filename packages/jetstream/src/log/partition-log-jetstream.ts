import type { AppendOutcome, LogEntry, PartitionLog } from '@edgestep/engine';
import { EdgestepError, partitionLogSubject, partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { AppendPipeline } from './append-pipeline.ts';
import type { LogTail } from './find-tail.ts';
import { ensurePartitionStream } from './partition-stream.ts';
import { raiseFence } from './raise-fence.ts';
import { encodeEntries } from './record-codec.ts';
import { ENVELOPE_BYTES, hashOf, sealEnvelope } from './record-envelope.ts';

export interface PartitionLogOptions {
  readonly connection: Connection;
  readonly partition: PartitionId;
  /** The epoch of the lease under which the log is opened. */
  readonly epoch: number;
  /** The name of the node, for the fence. */
  readonly owner: string;
  /** How many servers keep the stream; 1 when absent. */
  readonly replicas?: number;
  /** When it is aborted, appends that have no outcome yet reject with the fault `partition-not-owned`. */
  readonly signal: AbortSignal;
  /** Hears why appends don't get through just now; they go on when the reason has passed. */
  readonly onTrouble?: (message: string) => void;
  /** Hears that they do again. */
  readonly onFlowing?: () => void;
}

/**
 * More wait in the process: the server's own queue for a stream is bounded too. A replicated stream takes one append
 * at a time: its leader refuses another with an expected sequence of the same subject until the first is committed.
 */
const IN_FLIGHT_MAX = 64;

/** Headers and subject count against the server's `max_payload` as well, and a mirror adds some of its own. */
const HEADROOM_BYTES = 4_096;

/**
 * Opens a partition's log for writing: makes its stream if it is not there, and fences off whoever owned it before.
 * What lies up to `lastSequence` is final then, and ready to be replayed.
 * Faults: `partition-not-owned` when the log has seen this epoch or a later one; `log-damaged`; the signal's reason.
 */
export async function openPartitionLog(options: PartitionLogOptions): Promise<PartitionLog> {
  const { connection, partition, epoch, owner, signal } = options;
  const stream = partitionStream(partition);
  await ensurePartitionStream(connection, partition, stream, options.replicas ?? 1, signal);
  const fence = await raiseFence({ connection, partition, stream, epoch, owner, signal });
  signal.throwIfAborted();
  return new JetStreamPartitionLog(options, stream, fence);
}

class JetStreamPartitionLog implements PartitionLog {
  readonly partition: PartitionId;
  readonly epoch: number;
  readonly #connection: Connection;
  readonly #closing = new AbortController();
  readonly #pipeline: AppendPipeline;
  #hash: Uint8Array;

  constructor(options: PartitionLogOptions, stream: string, fence: LogTail) {
    this.partition = options.partition;
    this.epoch = options.epoch;
    this.#connection = options.connection;
    this.#hash = fence.hash;
    this.#pipeline = new AppendPipeline({
      connection: options.connection,
      stream,
      subject: partitionLogSubject(options.partition, options.epoch),
      inFlightMax: (options.replicas ?? 1) > 1 ? 1 : IN_FLIGHT_MAX,
      lastSequence: fence.sequence,
      signal: AbortSignal.any([options.signal, this.#closing.signal]),
      onTrouble: options.onTrouble ?? (() => {}),
      onFlowing: options.onFlowing ?? (() => {}),
    });
  }

  get lastSequence(): number {
    return this.#pipeline.lastSequence;
  }

  /**
   * A batch that is too large for one message becomes several records; its outcome is that of the last. Rejects with
   * the fault `log-append-refused`, and appends nothing, when a single entry is larger than a message may be.
   */
  async append(entries: readonly LogEntry[]): Promise<AppendOutcome> {
    const bodies = this.#bodies(entries);
    const [only] = bodies;
    if (only !== undefined && bodies.length === 1) return this.#appendBody(only);
    const outcomes = bodies.map((body) => this.#appendBody(body));
    let last: AppendOutcome = { kind: 'appended', sequence: this.lastSequence };
    for (const outcome of await Promise.all(outcomes)) last = outcome;
    return last.kind === 'appended' ? { kind: 'appended', sequence: last.sequence } : last;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
  }

  #appendBody(body: Uint8Array): Promise<AppendOutcome> {
    const record = sealEnvelope({ kind: 'entries', epoch: this.epoch, previousHash: this.#hash, body });
    this.#hash = hashOf(record);
    return this.#pipeline.append(record);
  }

  /** All entries in one body if they fit, else in halves. */
  #bodies(entries: readonly LogEntry[]): Uint8Array[] {
    if (entries.length === 0) return [];
    const body = encodeEntries(entries);
    const bytesMax = this.#connection.maxPayloadBytes - ENVELOPE_BYTES - HEADROOM_BYTES;
    if (body.length <= bytesMax) return [body];
    const [only] = entries;
    if (entries.length === 1 && only !== undefined) {
      const message = `${only.executionArn}: a decision of ${body.length} bytes is larger than a record may be, ${bytesMax} bytes`;
      throw new EdgestepError('log-append-refused', message);
    }
    const middle = Math.ceil(entries.length / 2);
    return [...this.#bodies(entries.slice(0, middle)), ...this.#bodies(entries.slice(middle))];
  }
}
