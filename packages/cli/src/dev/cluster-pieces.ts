import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hubServerConfig, zoneServerConfig, type ClusterPlace, type Durability } from '@edgestep/jetstream';

import type {
  ClusterLayout,
  NodeLayout,
  ServerLayout,
  ZoneLayout,
  ZoneServerLayout,
} from './cluster-layout.ts';
import type { DevOptions } from './dev-options.ts';
import type { PieceSpec } from './piece.ts';
import { serverAilment } from './server-ailment.ts';

const READY_TIMEOUT_MS = 30_000;

/** How the pieces of a cluster are started. */
export interface PieceCommands {
  readonly natsServer: string;
  /** Node with its flags and the entry of the `edgestep` command. */
  readonly node: string;
  readonly entry: readonly string[];
}

/** The hub's nats-server. Writes its configuration file. */
export async function hubServerPiece(
  layout: ClusterLayout,
  options: DevOptions,
  commands: PieceCommands,
): Promise<PieceSpec> {
  const { hub } = layout;
  await writeFile(
    hub.configFile,
    hubServerConfig({
      port: hub.port,
      monitorPort: hub.monitorPort,
      leafPort: hub.leafPort,
      storeDir: hub.storeDir,
      durability: hubDurability(options),
    }),
  );
  return serverPiece('hub-nats', hub, layout, options, commands);
}

/** One of a zone's nats-servers. Writes its configuration file. */
export async function zoneServerPiece(
  zone: ZoneLayout,
  server: ZoneServerLayout,
  layout: ClusterLayout,
  options: DevOptions,
  commands: PieceCommands,
): Promise<PieceSpec> {
  await writeFile(
    server.configFile,
    zoneServerConfig({
      zone: zone.zone,
      ...(zone.servers.length === 1 ? {} : { cluster: clusterPlace(zone, server) }),
      port: server.port,
      monitorPort: server.monitorPort,
      mqttPort: server.mqttPort,
      storeDir: server.storeDir,
      hubLeafUrl: natsUrl(layout.hub.leafPort),
      durability: options.durability,
    }),
  );
  return serverPiece(`${server.name}-nats`, server, layout, options, commands);
}

function clusterPlace({ servers }: ZoneLayout, { name, routePort }: ZoneServerLayout): ClusterPlace {
  return { serverName: name, routePort, routes: servers.map((each) => natsUrl(each.routePort)) };
}

function serverPiece(
  name: string,
  server: ServerLayout,
  layout: ClusterLayout,
  options: DevOptions,
  commands: PieceCommands,
): PieceSpec {
  return {
    name,
    command: commands.natsServer,
    args: ['-c', server.configFile],
    env: {},
    logFile: join(layout.logDir, `${name}.log`),
    probe: () => answers(`http://127.0.0.1:${server.monitorPort}/healthz`),
    ailment: () => serverAilment(`http://127.0.0.1:${server.monitorPort}`, server.storeDir),
    readyTimeoutMs: READY_TIMEOUT_MS,
    restart: options.restart,
  };
}

export function controlPlanePiece(
  layout: ClusterLayout,
  options: DevOptions,
  commands: PieceCommands,
): PieceSpec {
  const { hub, controlPlanePort } = layout;
  return {
    name: 'control-plane',
    command: commands.node,
    args: [...commands.entry, 'control-plane'],
    env: {
      EDGESTEP_ZONES: options.zones.join(','),
      EDGESTEP_NATS_URL: natsUrl(hub.port),
      EDGESTEP_NATS_MONITOR_URL: `http://127.0.0.1:${hub.monitorPort}`,
      EDGESTEP_LISTEN: `127.0.0.1:${controlPlanePort}`,
      EDGESTEP_DATA_DIR: hub.controlPlaneDir,
      EDGESTEP_DURABILITY: hubDurability(options),
      EDGESTEP_AUTH: 'none',
      EDGESTEP_END_WITH_PARENT: 'true',
    },
    logFile: join(layout.logDir, 'control-plane.log'),
    probe: () => answers(`http://127.0.0.1:${controlPlanePort}/readyz`),
    readyTimeoutMs: READY_TIMEOUT_MS,
    restart: options.restart,
  };
}

export function nodePiece(
  zone: ZoneLayout,
  node: NodeLayout,
  layout: ClusterLayout,
  options: DevOptions,
  commands: PieceCommands,
): PieceSpec {
  return {
    name: node.nodeId,
    command: commands.node,
    args: [...commands.entry, 'node'],
    env: {
      EDGESTEP_ZONE: zone.zone,
      EDGESTEP_NODE_ID: node.nodeId,
      EDGESTEP_NATS_URL: zone.servers.map(({ port }) => natsUrl(port)).join(','),
      EDGESTEP_NATS_MONITOR_URL: zone.servers
        .map(({ monitorPort }) => `http://127.0.0.1:${monitorPort}`)
        .join(','),
      EDGESTEP_REPLICAS: String(zone.servers.length),
      EDGESTEP_LISTEN: `127.0.0.1:${node.port}`,
      EDGESTEP_ZONE_LISTEN: `127.0.0.1:${zone.zonePort}`,
      EDGESTEP_DATA_DIR: node.dataDir,
      EDGESTEP_DURABILITY: options.durability,
      EDGESTEP_AUTH: 'none',
      EDGESTEP_END_WITH_PARENT: 'true',
      ...(options.functionsUrl === undefined ? {} : { EDGESTEP_FUNCTIONS_URL: options.functionsUrl }),
    },
    logFile: join(layout.logDir, `${node.nodeId}.log`),
    probe: () => answers(`http://127.0.0.1:${node.port}/readyz`),
    readyTimeoutMs: READY_TIMEOUT_MS,
    restart: options.restart,
  };
}

/** The hub of a local cluster is one server, which cannot replicate: it syncs instead. */
function hubDurability({ durability }: DevOptions): Durability {
  return durability === 'replicated' ? 'fsync' : durability;
}

export function natsUrl(port: number): string {
  return `nats://127.0.0.1:${port}`;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not listening yet: the caller asks again until its own deadline.
    return false;
  }
}
