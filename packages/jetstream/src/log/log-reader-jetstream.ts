import type { LogReader, LogRecord } from '@edgestep/engine';
import { EdgestepError, type PartitionId } from '@edgestep/shared';

import type { StoredMsg } from '@nats-io/jetstream';

import type { Connection } from '../connection/connection.ts';
import { pause } from '../retry/backoff.ts';
import { withDeadline } from '../retry/deadline.ts';
import { retried } from '../retry/retried.ts';
import { followStream } from '../stream/follow-stream.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { LogCursor } from './log-cursor.ts';
import { isDamage, logDamaged } from './log-damage.ts';
import type { LogPlace } from './log-place.ts';
import { StallWatch } from './stall-watch.ts';

/** A read that makes no progress for so long, because the server is away, is given up with the fault `timeout`. */
const STALL_MAX_MS = 30_000;
/** After such a silence it is looked whether the server can give the record at all: it says nothing of one that it cannot read. */
const DOUBT_MS = 2_000;

/** A server of several that lacks what the leader has gets it within seconds; another may be asked meanwhile. */
const OTHER_REPLICA_MS = 250;
const OTHER_REPLICA_ATTEMPTS_MAX = 120;

interface Delivered {
  readonly record: LogRecord;
  /** How many more the server that delivers has. */
  readonly pending: number;
}

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
        if (!(error instanceof EdgestepError) || !isDamage(error)) return;
        missing = error;
        stall.end();
      });
    const stall = new StallWatch({ doubtMs: DOUBT_MS, onDoubt, maxMs: STALL_MAX_MS });
    try {
      while (!stall.signal.aborted) {
        for await (const { record, pending } of this.#records(partition, next, stall.signal)) {
          stall.progress();
          next = record.sequence + 1;
          yield record;
          if (record.sequence >= last) return;
          stall.waiting();
          if (pending === 0) break;
        }
        // The server that delivers has no more: one of several may lag behind, or have lost what the others have.
        await look();
        await pause(OTHER_REPLICA_MS, stall.signal);
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
    const message = await this.#message(stream, sequence);
    if (message === null) return undefined;
    return new LogCursor(stream, sequence).accept({ sequence, data: message.data });
  }

  /** As the stream's leader has it. */
  #message(stream: string, sequence: number): Promise<StoredMsg | null> {
    return withDeadline(STALL_MAX_MS, `reading ${stream}`, (signal) =>
      retried(this.#connection, signal, async () => {
        const { streams } = await this.#connection.jetStream(this.#place.domain);
        return streams.getMessage(stream, { seq: sequence });
      }).catch(nullWhenMissing),
    );
  }

  async *follow(partition: PartitionId, fromSequence: number, signal: AbortSignal): AsyncIterable<LogRecord> {
    for await (const { record } of this.#records(partition, fromSequence, signal)) yield record;
  }

  /** What one server of several has lost is read from the others: no damage is believed that the leader does not have. */
  async *#records(
    partition: PartitionId,
    fromSequence: number,
    signal: AbortSignal,
  ): AsyncGenerator<Delivered, void, undefined> {
    let next = fromSequence;
    for (let failures = 0; ; failures += 1) {
      try {
        for await (const delivered of this.#delivered(partition, next, signal)) {
          next = delivered.record.sequence + 1;
          failures = 0;
          yield delivered;
        }
        return;
      } catch (error) {
        if (!isDamage(error) || failures >= OTHER_REPLICA_ATTEMPTS_MAX) throw error;
        if (!(await this.#leaderHas(partition, next))) throw error;
      }
      await pause(OTHER_REPLICA_MS, signal);
    }
  }

  /** Whether the leader has this record, and it stands behind the one before it. */
  async #leaderHas(partition: PartitionId, sequence: number): Promise<boolean> {
    const stream = this.#place.streamOf(partition);
    const first = Math.max(1, sequence - 1);
    const cursor = new LogCursor(stream, first);
    try {
      for (let at = first; at <= sequence; at += 1) {
        const message = await this.#message(stream, at);
        if (message === null) return false;
        cursor.accept({ sequence: at, data: message.data });
      }
      return true;
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  }

  async *#delivered(
    partition: PartitionId,
    fromSequence: number,
    signal: AbortSignal,
  ): AsyncGenerator<Delivered, void, undefined> {
    const stream = this.#place.streamOf(partition);
    const { domain, restMs } = this.#place;
    // The record before the first one is read too: its hash is what the first one has to name.
    const first = Math.max(1, fromSequence - 1);
    const cursor = new LogCursor(stream, first);
    const where = {
      stream,
      fromSequence: first,
      signal,
      restMs,
      ...(domain === undefined ? {} : { domain }),
    };
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
