import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultLog } from '../port/fault-log.ts';
import type { FrontDoorLimits } from './limits.ts';

// To import it reads all its exports: of them, WebSocket loads the client behind `fetch`, 8 MiB that nothing here needs.
const { createServer } = process.getBuiltinModule('node:http');

/** Where a front door listens. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Lets several processes listen on the same port; the kernel spreads connections over them (SO_REUSEPORT). */
  readonly reusePort?: boolean;
}

/** An address that is listened on. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly url: string;
}

/** How often Node looks for connections that exceed their time. */
const CONNECTIONS_CHECK_MS = 2_000;

/** One listening socket with the limits of its front door. */
export class Listener {
  readonly #server: Server;
  readonly #log: FaultLog;

  constructor(onRequest: RequestListener, limits: FrontDoorLimits, log: FaultLog) {
    this.#server = createServer(
      {
        headersTimeout: limits.headTimeoutMs,
        requestTimeout: limits.requestTimeoutMs,
        keepAliveTimeout: limits.keepAliveTimeoutMs,
        connectionsCheckingInterval: CONNECTIONS_CHECK_MS,
        noDelay: true,
      },
      onRequest,
    );
    this.#log = log;
    this.#server.maxConnections = limits.connectionsMax;
  }

  /** Rejects when the address can't be had. */
  async listen(address: ListenAddress): Promise<Listening> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    const { host, port, reusePort = false } = address;
    this.#server.listen({ host, port, reusePort, exclusive: true }, resolve);
    await promise;
    this.#server.off('error', reject);
    this.#server.on('error', (error) => this.#log.error({ err: error }, 'the HTTP server reports an error'));
    const bound = (this.#server.address() as AddressInfo).port;
    const name = host.includes(':') ? `[${host}]` : host;
    return { host, port: bound, url: `http://${name}:${bound}` };
  }

  /** Accepts no more connections and closes idle ones; the others go on. */
  stopAccepting(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  /** Cuts what is still connected. */
  cut(): void {
    this.#server.closeAllConnections();
  }
}
