import { credsAuthenticator, type Authenticator } from '@nats-io/nats-core';
import { connect as connectNats } from '@nats-io/transport-node';

import { EdgestepError } from '@edgestep/shared';

import { backoffMs, pause } from '../retry/backoff.ts';
import { Connection } from './connection.ts';
import type { ConnectOptions, NatsCredentials } from './connection-options.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const DIAL_TIMEOUT_MS = 3_000;
/** A link that died without a word is noticed within three of these. */
const PING_INTERVAL_MS = 2_000;
const PINGS_UNANSWERED_MAX = 2;
const RECONNECT_DELAY_MIN_MS = 100;
const RECONNECT_DELAY_MAX_MS = 500;

/**
 * Connects to a NATS server, and tries again until `connectTimeoutMs` is over: servers and nodes start together.
 * Fault: `connection-lost`, with the last failure as its cause.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const deadline = performance.now() + (options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await connectOnce(options);
    } catch (error) {
      if (performance.now() > deadline) {
        const where = options.servers.join(', ');
        const why = error instanceof Error ? error.message : String(error);
        throw new EdgestepError('connection-lost', `no NATS server answered at ${where}: ${why}`, {
          cause: error,
        });
      }
    }
    await pause(backoffMs(attempt, RECONNECT_DELAY_MAX_MS));
  }
}

async function connectOnce(options: ConnectOptions): Promise<Connection> {
  const nats = await connectNats({
    servers: [...options.servers],
    name: options.name,
    ...authentication(options.credentials ?? { kind: 'none' }),
    // Async stack traces cost a third of the throughput.
    noAsyncTraces: true,
    timeout: DIAL_TIMEOUT_MS,
    reconnect: true,
    maxReconnectAttempts: -1,
    // Credentials may be renewed while the connection is down: refusals don't end it.
    ignoreAuthErrorAbort: true,
    reconnectDelayHandler: () =>
      RECONNECT_DELAY_MIN_MS + Math.random() * (RECONNECT_DELAY_MAX_MS - RECONNECT_DELAY_MIN_MS),
    pingInterval: PING_INTERVAL_MS,
    maxPingOut: PINGS_UNANSWERED_MAX,
  });
  return new Connection(nats, options.onStatus ?? (() => {}));
}

interface Authentication {
  readonly user?: string;
  readonly pass?: string;
  readonly authenticator?: Authenticator;
}

function authentication(credentials: NatsCredentials): Authentication {
  switch (credentials.kind) {
    case 'none':
      return {};
    case 'password':
      return { user: credentials.user, pass: credentials.password };
    case 'creds':
      return { authenticator: credsAuthenticator(credentials.creds) };
  }
}
