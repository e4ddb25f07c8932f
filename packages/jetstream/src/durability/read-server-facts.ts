import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { parseServerFacts, type ServerFacts } from './server-facts.ts';

/** Where a node learns what its server does with acknowledged writes: an ordinary client of NATS can't ask. */
export type FactsSource =
  /** The monitoring endpoints of the zone's servers, for instance `http://127.0.0.1:8222`; one each. */
  | { readonly kind: 'monitor'; readonly urls: readonly string[] }
  /** A connection whose user belongs to the system account: every server of the zone's cluster answers. */
  | { readonly kind: 'system-account'; readonly connection: Connection };

const MONITOR_TIMEOUT_MS = 3_000;
const SYSTEM_ANSWERS_WAIT_MS = 2_000;
/** Servers answer within a few milliseconds; this much silence after an answer means that all have. */
const SYSTEM_ANSWERS_STALL_MS = 300;

/** Asks every server of the source. Fault: `server-too-weak` when one of them does not answer, with the cause. */
export async function readServerFacts(source: FactsSource): Promise<readonly ServerFacts[]> {
  switch (source.kind) {
    case 'monitor':
      return Promise.all(source.urls.map(readMonitor));
    case 'system-account':
      return readSystemAccount(source.connection);
  }
}

async function readMonitor(url: string): Promise<ServerFacts> {
  try {
    const response = await fetch(new URL('/varz', url), { signal: AbortSignal.timeout(MONITOR_TIMEOUT_MS) });
    return parseServerFacts(await response.json());
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
