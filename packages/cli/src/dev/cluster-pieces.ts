import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hubServerConfig, zoneServerConfig } from '@edgestep/jetstream';

import type { ClusterLayout, NodeLayout, ServerLayout, ZoneLayout } from './cluster-layout.ts';
import type { DevOptions } from './dev-options.ts';
import type { PieceSpec } from './piece.ts';

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
      durability: options.durability,
    }),
  );
  return serverPiece('hub-nats', hub, layout, options, commands);
}

/** A zone's nats-server. Writes its configuration file. */
export async function zoneServerPiece(
  zone: ZoneLayout,
  layout: ClusterLayout,
  options: DevOptions,
  commands: PieceCommands,
): Promise<PieceSpec> {
  await writeFile(
    zone.configFile,
    zoneServerConfig({
      zone: zone.zone,
      port: zone.port,
      monitorPort: zone.monitorPort,
      mqttPort: zone.mqttPort,
      storeDir: zone.storeDir,
      hubLeafUrl: `nats://127.0.0.1:${layout.hub.leafPort}`,
      durability: options.durability,
    }),
  );
  return serverPiece(`${zone.zone}-nats`, zone, layout, options, commands);
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
      EDGESTEP_NATS_URL: `nats://127.0.0.1:${hub.port}`,
      EDGESTEP_NATS_MONITOR_URL: `http://127.0.0.1:${hub.monitorPort}`,
      EDGESTEP_LISTEN: `127.0.0.1:${controlPlanePort}`,
      EDGESTEP_DATA_DIR: hub.controlPlaneDir,
      EDGESTEP_DURABILITY: options.durability,
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
      EDGESTEP_NATS_URL: `nats://127.0.0.1:${zone.port}`,
      EDGESTEP_NATS_MONITOR_URL: `http://127.0.0.1:${zone.monitorPort}`,
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
