import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { pause } from '../retry/backoff.ts';
import { withDeadline } from '../retry/deadline.ts';
import { retried } from '../retry/retried.ts';
import { followStream } from './follow-stream.ts';
import { isStreamMissing } from './stream-missing.ts';
import type { StoredMessage } from './stored-message.ts';

export interface ReadMessagesOptions {
  readonly stream: string;
  /** The connection's own domain when absent. */
  readonly domain?: string;
  /** 1 when absent. */
  readonly from?: number;
  readonly last: number;
}

/** After so long without a message the stream's leader is asked for the next one. */
const SILENCE_MAX_MS = 3_000;
/** A server that is away for so long is not waited for. */
const ASK_TIMEOUT_MS = 30_000;
/** Of several servers, the one that counts may learn a little later what was removed. */
const COUNTS_MAX = 8;
const COUNT_PAUSE_MS = 250;
const COUNTER_INACTIVE_MS = 1_000;

/**
 * The messages of a stream up to a sequence, as far as they are still there when their turn comes. A server that
 * delivers less than the stream's leader has is no end: what it lacks is had from the leader. Faults: `log-damaged`
 * at the end, when there are fewer than the server counts: it says nothing of one that it cannot read; `timeout`.
 */
export async function* readMessages(
  connection: Connection,
  options: ReadMessagesOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  let count = 0;
  for await (const message of messagesFrom(connection, options)) {
    if (message.sequence > options.last) break;
    count += 1;
    yield message;
  }
  await requireAll(connection, options, count);
}

async function* messagesFrom(
  connection: Connection,
  options: ReadMessagesOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  let next = options.from ?? 1;
  while (next <= options.last) {
    for await (const message of delivered(connection, options, next)) {
      next = message.sequence + 1;
      yield message;
      if (next > options.last) return;
    }
    const found = await askLeader(connection, options, next);
    if (found === undefined) return;
    next = found.sequence + 1;
    yield found;
  }
}

/** What a consumer delivers, until it says that there is no more, or falls silent. */
async function* delivered(
  connection: Connection,
  { stream, domain }: ReadMessagesOptions,
  from: number,
): AsyncGenerator<StoredMessage, void, undefined> {
  const silence = new AbortController();
  const begin = () => setTimeout(() => silence.abort(), SILENCE_MAX_MS);
  const where = { stream, fromSequence: from, signal: silence.signal };
  let timer = begin();
  try {
    for await (const message of followStream(
      connection,
      domain === undefined ? where : { ...where, domain },
    )) {
      clearTimeout(timer);
      yield message;
      if (message.pending === 0) return;
      timer = begin();
    }
  } finally {
    clearTimeout(timer);
  }
}

/** The first message from a sequence on, as the stream's leader has it; undefined when there is none. */
function askLeader(
  connection: Connection,
  { stream, domain }: ReadMessagesOptions,
  from: number,
): Promise<StoredMessage | undefined> {
  return asked(connection, stream, async () => {
    const { streams } = await connection.jetStream(domain);
    const query = { seq: from, next_by_subj: '>' };
    const found = await streams.getMessage(stream, query);
    if (found === null) return undefined;
    const { seq: sequence, subject, header: headers, data } = found;
    return { sequence, subject, headers, data, pending: 0 };
  });
}

/** What is removed before it is counted was read; so there are never fewer than the server counts. */
async function requireAll(
  connection: Connection,
  { stream, domain, from = 1, last }: ReadMessagesOptions,
  read: number,
): Promise<void> {
  for (let attempt = 0; attempt < COUNTS_MAX; attempt += 1) {
    const counted = await asked(connection, stream, async () => {
      const all = await countFrom(connection, { stream, domain }, from);
      return all - (await countFrom(connection, { stream, domain }, last + 1));
    });
    if ((counted ?? 0) <= read) return;
    await pause(COUNT_PAUSE_MS);
  }
  const message = `the stream ${stream} is damaged: the server counts more messages from sequence ${from} to ${last} than it gives`;
  throw new EdgestepError('log-damaged', message);
}

/** How many messages the stream says that it has from a sequence on. */
async function countFrom(
  connection: Connection,
  { stream, domain }: { readonly stream: string; readonly domain: string | undefined },
  from: number,
): Promise<number> {
  const { consumers } = await connection.jetStream(domain);
  const counter = await consumers.add(stream, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: from,
    ack_policy: AckPolicy.None,
    mem_storage: true,
    num_replicas: 1,
    inactive_threshold: nanos(COUNTER_INACTIVE_MS),
  });
  return counter.num_pending;
}

/** Undefined when the stream is gone. */
async function asked<T>(
  connection: Connection,
  stream: string,
  question: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await withDeadline(ASK_TIMEOUT_MS, `reading ${stream}`, (signal) =>
      retried(connection, signal, question),
    );
  } catch (error) {
    if (isStreamMissing(error)) return undefined;
    throw error;
  }
}
