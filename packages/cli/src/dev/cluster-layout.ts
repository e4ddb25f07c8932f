import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { EdgestepError, type ZoneName } from '@edgestep/shared';

import type { DevOptions } from './dev-options.ts';
import { freePorts } from './free-ports.ts';

/** The ports and folders of a local cluster. The ports that users address follow `portBase`, the others are free ones. */
export interface ClusterLayout {
  readonly controlPlanePort: number;
  readonly logDir: string;
  readonly hub: HubLayout;
  readonly zones: readonly ZoneLayout[];
}

export interface ServerLayout {
  readonly port: number;
  readonly monitorPort: number;
  readonly storeDir: string;
  readonly configFile: string;
}

interface HubLayout extends ServerLayout {
  readonly leafPort: number;
  readonly controlPlaneDir: string;
}

/** One of a zone's servers. */
export interface ZoneServerLayout extends ServerLayout {
  readonly name: string;
  readonly mqttPort: number;
  /** Where the zone's other servers reach this one. */
  readonly routePort: number;
}

export interface ZoneLayout {
  readonly zone: ZoneName;
  /** Shared by all nodes of the zone. */
  readonly zonePort: number;
  readonly servers: readonly ZoneServerLayout[];
  readonly nodes: readonly NodeLayout[];
}

export interface NodeLayout {
  readonly nodeId: string;
  readonly port: number;
  readonly dataDir: string;
}

/** Chooses ports and makes the folders. */
export async function layOut(options: DevOptions): Promise<ClusterLayout> {
  const hubDir = join(options.dataDir, 'hub');
  const logDir = join(options.dataDir, 'log');
  await mkdir(logDir, { recursive: true });
  const zones: ZoneLayout[] = [];
  for (const [index, zone] of options.zones.entries()) {
    zones.push(await layOutZone(options, zone, options.portBase + 1 + index));
  }
  const [leafPort = 0] = await freePorts(1);
  return {
    controlPlanePort: options.portBase,
    logDir,
    hub: {
      ...(await layOutServer(hubDir)),
      leafPort,
      controlPlaneDir: await folder(hubDir, 'control-plane'),
    },
    zones,
  };
}

async function layOutZone(options: DevOptions, zone: ZoneName, zonePort: number): Promise<ZoneLayout> {
  const zoneDir = join(options.dataDir, 'zones', zone);
  requireSameServers(zoneDir, zone, options.serversPerZone);
  const nodes: NodeLayout[] = [];
  for (let number = 1; number <= options.nodesPerZone; number += 1) {
    const nodeId = `${zone}-${number}`;
    const [port = 0] = await freePorts(1);
    nodes.push({ nodeId, port, dataDir: await folder(zoneDir, nodeId) });
  }
  const servers: ZoneServerLayout[] = [];
  for (let number = 1; number <= options.serversPerZone; number += 1) {
    // A zone with one server keeps its streams right in its folder.
    const dir = options.serversPerZone === 1 ? zoneDir : join(zoneDir, `server-${number}`);
    const name = options.serversPerZone === 1 ? zone : `${zone}-${number}`;
    const [mqttPort = 0, routePort = 0] = await freePorts(2);
    servers.push({ ...(await layOutServer(dir)), name, mqttPort, routePort });
  }
  return { zone, zonePort, servers, nodes };
}

/** A store of one server is not taken over by a cluster of three, nor the other way round: the zone would be empty. */
function requireSameServers(zoneDir: string, zone: ZoneName, serversPerZone: number): void {
  const other = serversPerZone === 1 ? 'server-1' : 'jetstream';
  if (!existsSync(join(zoneDir, other))) return;
  throw new EdgestepError(
    'config-invalid',
    `${zone} was run with ${serversPerZone === 1 ? 'several servers' : 'one server'} on this --data folder: use the same --servers-per-zone, or another folder.`,
  );
}

async function layOutServer(dir: string): Promise<ServerLayout> {
  const [port = 0, monitorPort = 0] = await freePorts(2);
  return {
    port,
    monitorPort,
    storeDir: await folder(dir, 'jetstream'),
    configFile: join(dir, 'nats-server.conf'),
  };
}

async function folder(...parts: string[]): Promise<string> {
  const path = join(...parts);
  await mkdir(path, { recursive: true });
  return path;
}
