import { hostname } from 'node:os';

import { connect, type NatsConnection } from '@nats-io/transport-node';

import { fullJitterMs, sleep, type BackoffPolicy } from '../backoff.ts';
import type { Log } from '../log.ts';
import type { WorkerCredentials } from './worker-options.ts';

/** How to reach the zone's NATS servers, for as long as it takes. */
export interface LinkOptions {
  readonly servers: readonly string[];
  readonly name: string;
  readonly credentials: WorkerCredentials | undefined;
  readonly backoff: BackoffPolicy;
  readonly log: Log;
  readonly signal: AbortSignal | undefined;
}

/**
 * The connection to the zone's NATS servers. It is made again for ever when it was lost, and says whether it
 * stands: what is published while it does not is dropped by the client, so whoever must be heard waits for `up`.
 */
export class Link {
  readonly connection: NatsConnection;
  #up = Promise.withResolvers<void>();
  #isUp = true;
  #drops = 0;

  private constructor(connection: NatsConnection, log: Log) {
    this.connection = connection;
    this.#up.resolve();
    void this.#follow(log);
  }

  /**
   * Connects, and tries until it succeeds.
   *
   * @throws the signal's reason; and at once what trying again will not change: refused credentials, a wrong URL
   */
  static async open(options: LinkOptions): Promise<Link> {
    for (let failed = 0; ; failed += 1) {
      options.signal?.throwIfAborted();
      try {
        return new Link(await connectOnce(options), options.log);
      } catch (error) {
        if (!isTransient(error)) throw error;
        const delayMs = fullJitterMs(options.backoff, failed, Math.random());
        options.log.warn('no NATS server can be reached', {
          servers: options.servers,
          error: String(error),
          retryInMs: delayMs,
        });
        await sleep(delayMs, options.signal);
      }
    }
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** How often the connection was lost. */
  get drops(): number {
    return this.#drops;
  }

  /** Resolves when the connection stands: at once, or when it is there again. */
  get up(): Promise<void> {
    return this.#up.promise;
  }

  async #follow(log: Log): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect' && this.#isUp) {
        this.#isUp = false;
        this.#drops += 1;
        this.#up = Promise.withResolvers();
        log.warn('the connection to NATS is lost', { server: status.server });
      } else if (status.type === 'reconnect') {
        this.#isUp = true;
        this.#up.resolve();
        log.info('the connection to NATS is there again', { server: status.server });
      }
    }
  }
}

async function connectOnce(options: LinkOptions): Promise<NatsConnection> {
  return connect({
    ...options.credentials,
    servers: [...options.servers],
    name: `edgestep-worker ${options.name}`,
    maxReconnectAttempts: -1,
    reconnectDelayHandler: reconnectDelay(options.backoff),
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
    pingInterval: PING_INTERVAL_MS,
  });
}

/** A connection that died without a word is noticed after two pings without an answer. */
const PING_INTERVAL_MS = 5_000;

/** The client does not tell how often it has failed, so every delay is drawn from the whole range. */
function reconnectDelay(backoff: BackoffPolicy): () => number {
  return () =>
    fullJitterMs({ ...backoff, baseMs: Math.min(backoff.capMs, RECONNECT_BOUND_MS) }, 0, Math.random());
}

const RECONNECT_BOUND_MS = 2_000;

const TRANSIENT = new Set(['ConnectionError', 'TimeoutError', 'ClosedConnectionError']);

/** `ECONNREFUSED`, `ENOTFOUND` and the like; not `ERR_INVALID_URL` and other mistakes of the caller. */
const SYSTEM_CODE = /^E(?!RR_)[A-Z]+$/;

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (TRANSIENT.has(error.name)) return true;
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && SYSTEM_CODE.test(code);
}

/** What a worker is called unless it says otherwise: where it runs. */
export function defaultWorkerName(): string {
  return `${hostname()}/${process.pid}`;
}
