import { join } from 'node:path';

import { hubServerConfig, zoneServerConfig, type Durability } from '@edgestep/jetstream';

import { startNatsServer, type NatsTestServer } from './nats-test-server.ts';

/** The servers of a hub and its zones, linked as leaf nodes, each with a JetStream domain of its own. */
export interface HubAndZones extends AsyncDisposable {
  readonly hub: NatsTestServer;
  /** The server of a zone that was asked for; throws for any other name. */
  zone(name: string): NatsTestServer;
}

/** Starts a hub and one server a zone. The links come up by themselves, a moment later. */
export async function startHubAndZones(
  zones: readonly string[],
  durability: Durability = 'relaxed',
): Promise<HubAndZones> {
  const hub = await startNatsServer((place) =>
    hubServerConfig({ ...place, storeDir: join(place.dir, 'data'), durability }),
  );
  const started = await Promise.all(
    zones.map((zone) =>
      startNatsServer((place) =>
        zoneServerConfig({
          ...place,
          zone,
          hubLeafUrl: hub.leafUrl,
          storeDir: join(place.dir, 'data'),
          durability,
        }),
      ),
    ),
  );
  const servers = new Map(zones.map((zone, index) => [zone, started[index]]));
  return {
    hub,
    zone: (name) => {
      const server = servers.get(name);
      if (server === undefined) throw new Error(`no zone ${name} was started`);
      return server;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([hub, ...started].map((server) => server[Symbol.asyncDispose]()));
    },
  };
}
