import { join } from 'node:path';

import { freePorts } from '@edgestep/cli';
import { hubServerConfig, zoneServerConfig, type Durability } from '@edgestep/jetstream';

import { startNatsServer, type NatsTestServer } from './nats-test-server.ts';

/** The servers of a hub and its zones, linked as leaf nodes, each with a JetStream domain of its own. */
export interface HubAndZones extends AsyncDisposable {
  readonly hub: NatsTestServer;
  /** The server of a zone that was asked for, the first of several; throws for any other name. */
  zone(name: string): NatsTestServer;
  /** All servers of a zone. */
  serversOf(name: string): readonly NatsTestServer[];
}

export interface HubAndZonesOptions {
  /** `relaxed` when absent. */
  readonly durability?: Durability;
  /** Three replicate; one when absent. */
  readonly serversPerZone?: number;
}

/** Starts a hub and the servers of its zones. The links come up by themselves, a moment later. */
export async function startHubAndZones(
  zones: readonly string[],
  options: HubAndZonesOptions = {},
): Promise<HubAndZones> {
  const { durability = 'relaxed', serversPerZone = 1 } = options;
  const hub = await startNatsServer((place) =>
    hubServerConfig({ ...place, storeDir: join(place.dir, 'data'), durability }),
  );
  const started = new Map<string, readonly NatsTestServer[]>();
  await Promise.all(
    zones.map(async (zone) => {
      started.set(zone, await startZone(zone, hub.leafUrl, durability, serversPerZone));
    }),
  );
  const serversOf = (name: string) => {
    const servers = started.get(name);
    if (servers === undefined) throw new Error(`no zone ${name} was started`);
    return servers;
  };
  return {
    hub,
    serversOf,
    zone: (name) => {
      const [first] = serversOf(name);
      if (first === undefined) throw new Error(`${name} has no servers`);
      return first;
    },
    [Symbol.asyncDispose]: async () => {
      const all = [hub, ...[...started.values()].flat()];
      await Promise.all(all.map((server) => server[Symbol.asyncDispose]()));
    },
  };
}

async function startZone(
  zone: string,
  hubLeafUrl: string,
  durability: Durability,
  count: number,
): Promise<readonly NatsTestServer[]> {
  const routePorts = count === 1 ? [] : await freePorts(count);
  const routes = routePorts.map((port) => `nats://127.0.0.1:${port}`);
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const routePort = routePorts[index];
      const cluster =
        routePort === undefined ? {} : { cluster: { serverName: `${zone}-${index + 1}`, routePort, routes } };
      return startNatsServer((place) =>
        zoneServerConfig({
          ...place,
          ...cluster,
          zone,
          hubLeafUrl,
          storeDir: join(place.dir, 'data'),
          durability,
        }),
      );
    }),
  );
}
