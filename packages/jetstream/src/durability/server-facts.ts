import { EdgestepError } from '@edgestep/shared';

/** What a server says about how it keeps acknowledged writes. */
export interface ServerFacts {
  readonly serverId: string;
  readonly serverName: string;
  readonly version: string;
  /** `sync_interval: always`. */
  readonly syncAlways: boolean;
  /** False when JetStream is off. */
  readonly jetStream: boolean;
  /** How many servers share JetStream's Raft group, this one included; 1 without a cluster. */
  readonly clusterSize: number;
  /** For how long it has been running, in milliseconds, by its own clock; undefined when it does not say. */
  readonly ageMs: number | undefined;
}

/** Reads nats-server's `varz`, as its monitoring endpoint and its system account give it. Fault: `server-too-weak`. */
export function parseServerFacts(varz: unknown): ServerFacts {
  const { server_id: serverId, server_name: serverName, version, jetstream, start, now } = members(varz);
  if (typeof serverId !== 'string' || typeof version !== 'string') {
    throw new EdgestepError('server-too-weak', 'the answer is not the varz of a nats-server');
  }
  const { config, meta } = members(jetstream);
  const { store_dir: storeDir, sync_always: syncAlways } = members(config);
  const { cluster_size: clusterSize } = members(meta);
  return {
    serverId,
    serverName: typeof serverName === 'string' ? serverName : serverId,
    version,
    syncAlways: syncAlways === true,
    jetStream: typeof storeDir === 'string',
    clusterSize: typeof clusterSize === 'number' ? clusterSize : 1,
    ageMs: ageOf(start, now),
  };
}

function ageOf(start: unknown, now: unknown): number | undefined {
  if (typeof start !== 'string' || typeof now !== 'string') return undefined;
  const ageMs = Date.parse(now) - Date.parse(start);
  return Number.isNaN(ageMs) ? undefined : ageMs;
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
