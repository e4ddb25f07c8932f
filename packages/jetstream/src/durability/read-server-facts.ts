import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { readVarz } from './read-varz.ts';
import { parseServerFacts, type ServerFacts } from './server-facts.ts';

/** Where a node learns what its server does with acknowledged writes: an ordinary client of NATS can't ask. */
export type FactsSource =
  /** The monitoring endpoints of the zone's servers, for instance `http://127.0.0.1:8222`; one each. */
  | { readonly kind: 'monitor'; readonly urls: readonly string[] }
  /** A connection whose user belongs to the system account: every server of the zone's cluster answers. */
  | { readonly kind: 'system-account'; readonly connection: Connection };

const SYSTEM_ANSWERS_WAIT_MS = 2_000;
/** Servers answer within a few milliseconds; this much silence after an answer means that all have. */
const SYSTEM_ANSWERS_STALL_MS = 300;

/**
 * Asks every server of the source, and answers for those that answer: of three servers one may be down. Fault:
 * `server-too-weak` when none does, with the cause.
 */
export async function readServerFacts(source: FactsSource): Promise<readonly ServerFacts[]> {
  switch (source.kind) {
    case 'monitor':
      return readMonitors(source.urls);
    case 'system-account':
      return readSystemAccount(source.connection);
  }
}

async function readMonitors(urls: readonly string[]): Promise<readonly ServerFacts[]> {
  const asked = await Promise.allSettled(urls.map(readMonitor));
  const heard = asked.filter((each) => each.status === 'fulfilled').map(({ value }) => value);
  const failed = asked.find((each) => each.status === 'rejected');
  if (heard.length === 0 && failed !== undefined) throw failed.reason;
  return heard;
}

async function readMonitor(url: string): Promise<ServerFacts> {
  try {
    return parseServerFacts(await readVarz(url));
  } catch (cause) {
    const message = `the monitoring endpoint ${url} of the NATS server does not tell how durable it is`;
    throw new EdgestepError('server-too-weak', message, { cause });
  }
}

async function readSystemAccount(connection: Connection): Promise<readonly ServerFacts[]> {
  const answers = await connection.nats.requestMany('$SYS.REQ.SERVER.PING.VARZ', '', {
    strategy: 'stall',
    maxWait: SYSTEM_ANSWERS_WAIT_MS,
    stall: SYSTEM_ANSWERS_STALL_MS,
  });
  const facts: ServerFacts[] = [];
  for await (const answer of answers) {
    facts.push(parseServerFacts(answer.json<{ readonly data?: unknown }>().data));
  }
  return facts;
}
