import type { Durability } from '../server-config/durability.ts';
import type { ServerFacts } from './server-facts.ts';

/** Older servers lose acknowledged writes in ways that were fixed since, and lack what mirrors need. */
const VERSION_MIN = [2, 12] as const;

const REPLICATED_SERVERS_MIN = 3;

/**
 * What the servers lack for the durability that was asked for, in words; undefined when they give it.
 * One answer a server is expected: a zone is as durable as its weakest one.
 */
export function durabilityShortfall(asked: Durability, servers: readonly ServerFacts[]): string | undefined {
  if (servers.length === 0) return 'no server told how durable it is';
  for (const server of servers) {
    const lack = shortfallOf(asked, server);
    if (lack !== undefined) return `the NATS server ${server.serverName} ${lack}`;
  }
  return undefined;
}

function shortfallOf(asked: Durability, server: ServerFacts): string | undefined {
  if (!server.jetStream) return 'has no JetStream';
  if (!isNewEnough(server.version)) {
    return `is version ${server.version}; ${VERSION_MIN.join('.')} is the oldest that will do`;
  }
  switch (asked) {
    case 'fsync':
      return server.syncAlways
        ? undefined
        : 'acknowledges writes before they are on the disk: durability "fsync" needs `sync_interval: always` in its jetstream block';
    case 'replicated':
      return server.clusterSize >= REPLICATED_SERVERS_MIN
        ? undefined
        : `is in a cluster of ${server.clusterSize}: durability "replicated" needs at least ${REPLICATED_SERVERS_MIN} servers`;
    case 'relaxed':
      return undefined;
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > VERSION_MIN[0] || (major === VERSION_MIN[0] && minor >= VERSION_MIN[1]);
}
