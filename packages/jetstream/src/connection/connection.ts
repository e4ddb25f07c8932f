import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection, Status } from '@nats-io/nats-core';

import { EdgestepError } from '@edgestep/shared';

import type { ConnectionStatus } from './connection-options.ts';

/** An API call to JetStream that takes longer counts as lost; whoever made it tries again. */
const API_TIMEOUT_MS = 3_000;
const DRAIN_TIMEOUT_MS = 3_000;

/**
 * A connection to a NATS server that comes back by itself, for ever. What was sent while it was cut, and what was
 * on its way, may be lost: users listen for cuts (`onCut`) and repeat. Disposing of it drains it.
 */
export class Connection implements AsyncDisposable {
  readonly nats: NatsConnection;
  readonly #onStatus: (status: ConnectionStatus) => void;
  readonly #cutListeners = new Set<() => void>();
  readonly #backListeners = new Set<() => void>();
  readonly #managers = new Map<string, Promise<JetStreamManager>>();
  #connected = true;
  #closed = false;
  #maxPayloadBytes: number;

  /** Takes over a NATS connection that is open; use `connect`. */
  constructor(nats: NatsConnection, onStatus: (status: ConnectionStatus) => void) {
    this.nats = nats;
    this.#maxPayloadBytes = nats.info?.max_payload ?? 0;
    this.#onStatus = onStatus;
    onStatus({ kind: 'connected', server: nats.getServer() });
    void this.#watchStatus();
    void nats.closed().then((error) => this.#close(error instanceof Error ? error.message : 'disposed of'));
  }

  get isConnected(): boolean {
    return this.#connected && !this.#closed;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The largest payload, headers included, in bytes, that the server takes; while there is none, that the last one took. */
  get maxPayloadBytes(): number {
    return this.#maxPayloadBytes;
  }

  /** Calls `listener` whenever the connection is cut or closed. Returns what ends that. */
  onCut(listener: () => void): () => void {
    this.#cutListeners.add(listener);
    return () => this.#cutListeners.delete(listener);
  }

  /** Calls `listener` whenever the connection is back. Returns what ends that. */
  onBack(listener: () => void): () => void {
    this.#backListeners.add(listener);
    return () => this.#backListeners.delete(listener);
  }

  /** Resolves when the connection stands. Rejects with the signal's reason, or when the connection was closed for good. */
  async untilConnected(signal: AbortSignal): Promise<void> {
    while (!this.isConnected) {
      signal.throwIfAborted();
      if (this.#closed) throw new EdgestepError('connection-lost', 'the connection to NATS was closed');
      await this.#nextChange(signal);
    }
  }

  /** The JetStream API of a domain: the server's own when absent. */
  jetStream(domain?: string): Promise<JetStreamManager> {
    const key = domain ?? '';
    let manager = this.#managers.get(key);
    if (manager === undefined) {
      const place = domain === undefined ? {} : { domain };
      manager = jetstreamManager(this.nats, { ...place, checkAPI: false, timeout: API_TIMEOUT_MS });
      this.#managers.set(key, manager);
    }
    return manager;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.nats.isClosed()) return;
    if (!this.#connected) return this.nats.close();
    const late = AbortSignal.timeout(DRAIN_TIMEOUT_MS);
    const drained = this.nats.drain().catch((error: unknown) => this.#warn(error));
    await Promise.race([drained, new Promise((resolve) => late.addEventListener('abort', resolve))]);
    await this.nats.close();
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#backListeners.delete(done);
        this.#cutListeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#backListeners.add(done);
      this.#cutListeners.add(done);
      signal.addEventListener('abort', done);
    });
  }

  async #watchStatus(): Promise<void> {
    for await (const status of this.nats.status()) this.#apply(status);
  }

  #apply(status: Status): void {
    switch (status.type) {
      case 'disconnect':
        this.#connected = false;
        this.#onStatus({ kind: 'disconnected', server: status.server });
        for (const listener of [...this.#cutListeners]) listener();
        return;
      case 'reconnect':
        this.#connected = true;
        this.#maxPayloadBytes = this.nats.info?.max_payload ?? this.#maxPayloadBytes;
        this.#onStatus({ kind: 'connected', server: status.server });
        for (const listener of [...this.#backListeners]) listener();
        return;
      case 'error':
        this.#warn(status.error);
        return;
      case 'slowConsumer':
        this.#warn(new Error(`${status.pending} messages of ${status.sub.getSubject()} are waiting`));
        return;
      case 'reconnecting':
      case 'update':
      case 'ldm':
      case 'ping':
      case 'staleConnection':
      case 'forceReconnect':
      case 'close':
        return;
    }
  }

  #warn(error: unknown): void {
    this.#onStatus({ kind: 'warning', message: error instanceof Error ? error.message : String(error) });
  }

  #close(message: string): void {
    this.#closed = true;
    this.#onStatus({ kind: 'closed', message });
    for (const listener of [...this.#cutListeners]) listener();
  }
}
