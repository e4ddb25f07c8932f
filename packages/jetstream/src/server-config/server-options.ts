import type { ConfigBlock } from './config-text.ts';
import { syncIntervalOf, type Durability } from './durability.ts';

/** What the configurations of hub and zone servers have in common. Everything listens on loopback unless `host` says otherwise. */
export interface ServerOptions {
  /** The address to listen on; `127.0.0.1` when absent. */
  readonly host?: string;
  /** Where clients connect. */
  readonly port: number;
  /** Where `/varz` and `/healthz` answer: nodes check the server's durability there. */
  readonly monitorPort: number;
  /** Where the streams are kept. */
  readonly storeDir: string;
  readonly durability: Durability;
}

/** A server's place among those that keep their streams together (Raft): three of them go on without any one. */
export interface ClusterPlace {
  /** Unique among them, and the same after a restart: Raft knows the server by it. */
  readonly serverName: string;
  /** Where the others reach this one. */
  readonly routePort: number;
  /** Where the servers reach each other, this one included: `nats://127.0.0.1:6222`, … */
  readonly routes: readonly string[];
}

/** The largest message, in bytes: a record of a partition's log, a chunk of a snapshot, an answer of the API. */
export const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024;

/** The blocks that hub and zone share, with the JetStream domain. */
export function serverBlocks(name: string, domain: string, options: ServerOptions): ConfigBlock {
  const host = options.host ?? '127.0.0.1';
  return {
    server_name: name,
    host,
    port: options.port,
    http: address(host, options.monitorPort),
    max_payload: MAX_PAYLOAD_BYTES,
    // A link that died without a word is noticed within half a minute, the leaf's included; the default takes six.
    ping_interval: '10s',
    ping_max: 2,
    jetstream: {
      domain,
      store_dir: options.storeDir,
      sync_interval: syncIntervalOf(options.durability),
    },
  };
}

/** An address as nats-server's `listen` takes it; IPv6 in brackets. */
export function address(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
