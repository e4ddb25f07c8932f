import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ZoneName } from '@edgestep/shared';

import type { DevOptions } from './dev-options.ts';
import { freePort } from './free-port.ts';

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

export interface ZoneLayout extends ServerLayout {
  readonly zone: ZoneName;
  /** Shared by all nodes of the zone. */
  readonly zonePort: number;
  readonly mqttPort: number;
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
  return {
    controlPlanePort: options.portBase,
    logDir,
    hub: {
      ...(await layOutServer(hubDir)),
      leafPort: await freePort(),
      controlPlaneDir: await folder(hubDir, 'control-plane'),
    },
    zones,
  };
}

async function layOutZone(options: DevOptions, zone: ZoneName, zonePort: number): Promise<ZoneLayout> {
  const zoneDir = join(options.dataDir, 'zones', zone);
  const nodes: NodeLayout[] = [];
  for (let number = 1; number <= options.nodesPerZone; number += 1) {
    const nodeId = `${zone}-${number}`;
    nodes.push({ nodeId, port: await freePort(), dataDir: await folder(zoneDir, nodeId) });
  }
  return { ...(await layOutServer(zoneDir)), zone, zonePort, mqttPort: await freePort(), nodes };
}

async function layOutServer(dir: string): Promise<ServerLayout> {
  return {
    port: await freePort(),
    monitorPort: await freePort(),
    storeDir: await folder(dir, 'jetstream'),
    configFile: join(dir, 'nats-server.conf'),
  };
}

async function folder(...parts: string[]): Promise<string> {
  const path = join(...parts);
  await mkdir(path, { recursive: true });
  return path;
}
