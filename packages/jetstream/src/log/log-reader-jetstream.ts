import type { LogReader, LogRecord } from '@edgestep/engine';
import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { withDeadline } from '../retry/deadline.ts';
import { retried } from '../retry/retried.ts';
import { followStream } from '../stream/follow-stream.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { LogCursor } from './log-cursor.ts';
import { logDamaged } from './log-damage.ts';
import type { LogPlace } from './log-place.ts';
import { StallWatch } from './stall-watch.ts';

/** A read that makes no progress for so long, because the server is away, is given up with the fault `timeout`. */
const STALL_MAX_MS = 30_000;
/** After such a silence it is looked whether the server can give the record at all: it says nothing of one that it cannot read. */
const DOUBT_MS = 2_000;

/** `LogReader` on the streams of a place: a zone's own logs, or their mirrors at the hub. */
export class JetStreamLogReader implements LogReader {
  readonly #connection: Connection;
  readonly #place: LogPlace;

  constructor(connection: Connection, place: LogPlace) {
    this.#connection = connection;
    this.#place = place;
  }

  async *read(partition: PartitionId, fromSequence: number): AsyncIterable<LogRecord> {
    const last = await this.#lastSequence(partition);
    if (last < fromSequence) return;
    let next = fromSequence;
    let missing: EdgestepError | undefined;
    const look = async () => {
      const found = await this.get(partition, next);
      if (found !== undefined) return;
      missing = this.#tailMissing(partition, next, last);
      stall.end();
    };
    const onDoubt = () =>
      void look().catch((error: unknown) => {
        if (!(error instanceof EdgestepError) || error.code !== 'log-damaged') return;
        missing = error;
        stall.end();
      });
    const stall = new StallWatch({ doubtMs: DOUBT_MS, onDoubt, maxMs: STALL_MAX_MS });
    try {
      for await (const { record, pending } of this.#records(partition, fromSequence, stall.signal)) {
        stall.progress();
        next = record.sequence + 1;
        yield record;
        if (record.sequence >= last) return;
        if (pending === 0) throw this.#tailMissing(partition, record.sequence + 1, last);
        stall.waiting();
      }
    } finally {
      stall.end();
    }
    throw (
      missing ?? new EdgestepError('timeout', `reading ${this.#place.streamOf(partition)} made no progress`)
    );
  }

  async get(partition: PartitionId, sequence: number): Promise<LogRecord | undefined> {
    const stream = this.#place.streamOf(partition);
    return withDeadline(STALL_MAX_MS, `reading ${stream}`, async (signal) => {
      const message = await retried(this.#connection, signal, async () => {
        const { streams } = await this.#connection.jetStream(this.#place.domain);
        return streams.getMessage(stream, { seq: sequence });
      }).catch(nullWhenMissing);
      if (message === null) return undefined;
      return new LogCursor(stream, sequence).accept({ sequence, data: message.data });
    });
  }

  async *follow(partition: PartitionId, fromSequence: number, signal: AbortSignal): AsyncIterable<LogRecord> {
    for await (const { record } of this.#records(partition, fromSequence, signal)) yield record;
  }

  async *#records(
    partition: PartitionId,
    fromSequence: number,
    signal: AbortSignal,
  ): AsyncGenerator<{ readonly record: LogRecord; readonly pending: number }> {
    const stream = this.#place.streamOf(partition);
    const { domain } = this.#place;
    // The record before the first one is read too: its hash is what the first one has to name.
    const first = Math.max(1, fromSequence - 1);
    const cursor = new LogCursor(stream, first);
    const where = { stream, fromSequence: first, signal, ...(domain === undefined ? {} : { domain }) };
    for await (const message of followStream(this.#connection, where)) {
      const record = cursor.accept(message);
      if (record.sequence >= fromSequence) yield { record, pending: message.pending };
    }
  }

  async #lastSequence(partition: PartitionId): Promise<number> {
    const stream = this.#place.streamOf(partition);
    return withDeadline(STALL_MAX_MS, `reading ${stream}`, async (signal) => {
      const info = await retried(this.#connection, signal, async () => {
        const { streams } = await this.#connection.jetStream(this.#place.domain);
        return streams.info(stream);
      }).catch(nullWhenMissing);
      return info?.state.last_seq ?? 0;
    });
  }

  #tailMissing(partition: PartitionId, from: number, last: number): EdgestepError {
    const what = `the records up to ${last}, the last that was acknowledged, are missing`;
    return logDamaged(this.#place.streamOf(partition), from, what);
  }
}

function nullWhenMissing(error: unknown): null {
  if (isStreamMissing(error)) return null;
  throw error;
}
