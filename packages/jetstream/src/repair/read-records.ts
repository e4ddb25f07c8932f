import type { Connection } from '../connection/connection.ts';
import { LogCursor } from '../log/log-cursor.ts';
import { isDamage, logDamaged } from '../log/log-damage.ts';
import { pause } from '../retry/backoff.ts';
import { readMessages } from '../stream/read-messages.ts';
import type { RawRecord } from './write-records.ts';

export interface ReadRecordsOptions {
  readonly stream: string;
  /** The connection's own domain when absent. */
  readonly domain?: string;
  readonly from: number;
  readonly to: number;
}

/** Another of several servers may have what the one that delivers has lost. */
const ATTEMPTS_MAX = 8;
const PAUSE_MS = 250;

/**
 * The records of a stream as they lie there, in order; each is proven to be what was written, and to follow the one
 * before it. Faults: `log-damaged`; `timeout` when the servers are away.
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
      if (!isDamage(error) || failures >= ATTEMPTS_MAX) throw error;
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
  const where = { stream, from: first, last: to, ...(domain === undefined ? {} : { domain }) };
  let next = first;
  for await (const message of readMessages(connection, where)) {
    cursor.accept(message);
    next = message.sequence + 1;
    if (message.sequence >= from) yield message;
  }
  if (next <= to) throw logDamaged(stream, next, `the records up to ${to} are missing`);
}
