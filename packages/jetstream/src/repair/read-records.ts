import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { LogCursor } from '../log/log-cursor.ts';
import { logDamaged } from '../log/log-damage.ts';
import { pause } from '../retry/backoff.ts';
import { followStream } from '../stream/follow-stream.ts';
import type { RawRecord } from './write-records.ts';

export interface ReadRecordsOptions {
  readonly stream: string;
  /** The connection's own domain when absent. */
  readonly domain?: string;
  readonly from: number;
  readonly to: number;
}

/** Without a record for so long, though there are more, they are missing. */
const SILENCE_MAX_MS = 3_000;

/** Another of several servers may have what the one that delivers has lost. */
const ATTEMPTS_MAX = 8;
const PAUSE_MS = 250;

/**
 * The records of a stream as they lie there, in order; each is proven to be what was written, and to follow the one
 * before it. Fault: `log-damaged`.
 */
export async function* readRecords(
  connection: Connection,
  options: ReadRecordsOptions,
): AsyncGenerator<RawRecord, void, undefined> {
  let { from } = options;
  for (let failures = 0; ; failures += 1) {
    try {
      for await (const record of readOnce(connection, { ...options, from })) {
        from = record.sequence + 1;
        failures = 0;
        yield record;
      }
      return;
    } catch (error) {
      if (!(error instanceof EdgestepError) || failures >= ATTEMPTS_MAX) throw error;
    }
    await pause(PAUSE_MS);
  }
}

async function* readOnce(
  connection: Connection,
  { stream, domain, from, to }: ReadRecordsOptions,
): AsyncGenerator<RawRecord, void, undefined> {
  if (to < from) return;
  // The record before the first one is read too: its hash is what the first one has to name.
  const first = Math.max(1, from - 1);
  const cursor = new LogCursor(stream, first);
  const silence = new AbortController();
  let next = first;
  let timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
  const where = { stream, fromSequence: first, signal: silence.signal };
  try {
    for await (const message of followStream(
      connection,
      domain === undefined ? where : { ...where, domain },
    )) {
      clearTimeout(timer);
      cursor.accept(message);
      next = message.sequence + 1;
      if (message.sequence >= from) yield message;
      if (message.sequence >= to) return;
      timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
    }
  } finally {
    clearTimeout(timer);
  }
  throw logDamaged(stream, next, `the server does not give the records up to ${to}`);
}
