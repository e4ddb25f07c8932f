import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePorts } from '@edgestep/cli';
import { loadControlPlaneConfig, startControlPlane } from '@edgestep/control-plane';
import { loadNodeConfig, startNode } from '@edgestep/edge-node';
import { createLogger } from '@edgestep/runtime';

import { startHubAndZones, type HubAndZones, type HubAndZonesOptions } from '../nats/hub-and-zones.ts';
import type { NatsTestServer } from '../nats/nats-test-server.ts';

export interface PiecesOptions {
  readonly zones: readonly string[];
  /** An endpoint with the Lambda Invoke API, for all nodes. */
  readonly functionsUrl?: string;
  /** An account of Azure Blob Storage, for all nodes. */
  readonly blobConnectionString?: string;
  /** How many servers keep each zone's streams together; 1 when absent. */
  readonly serversPerZone?: number;
  /** `silent` unless a test is being looked into. */
  readonly logLevel?: string;
}

/** A control plane or a node in this process. Disposal ends it in good order, as SIGTERM does. */
export interface StartedPiece extends AsyncDisposable {
  readonly url: string;
}

/** A hub and zones with real servers; control planes and nodes are started in the test's own process. */
export interface Pieces extends AsyncDisposable {
  readonly servers: HubAndZones;
  /** The address that all nodes of a zone share. */
  zoneUrl(zone: string): string;
  startControlPlane(): Promise<StartedPiece>;
  /**
   * Resolves when the node is ready. The same `nodeId` again is the same node after a restart. `natsUrl`: how it
   * reaches the zone's servers, when not at their own addresses.
   */
  startNode(zone: string, nodeId?: string, natsUrl?: string): Promise<StartedPiece>;
}

/** Few, so that a test does not wait for what it does not need. */
const PARTITIONS = 4;
const READY_TIMEOUT_MS = 20_000;

/** Starts the servers only. Everything that was started ends with the disposal, in the reverse order. */
export async function startPieces(options: PiecesOptions): Promise<Pieces> {
  const stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'edgestep-pieces-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const servers = stack.use(await startHubAndZones(options.zones, zoneServers(options)));
  const zonePorts = new Map<string, number>();
  for (const [index, port] of (await freePorts(options.zones.length)).entries()) {
    zonePorts.set(options.zones[index] ?? '', port);
  }
  const level = options.logLevel ?? 'silent';
  const piece = async (
    name: string,
    start: (port: number, signal: AbortSignal) => Promise<AsyncDisposable>,
  ) => stack.use(await startPiece(start, name));

  return {
    servers,
    zoneUrl: (zone) => `http://127.0.0.1:${zonePorts.get(zone)}`,
    startControlPlane: () =>
      piece('control plane', async (port) => {
        const config = await loadControlPlaneConfig({
          env: {
            EDGESTEP_ZONES: options.zones.join(','),
            EDGESTEP_DATA_DIR: dataDirOf(dataDir, 'control-plane'),
            ...common([servers.hub], port),
          },
        });
        return startControlPlane(config, createLogger('control-plane', level));
      }),
    startNode: (zone, nodeId = `${zone}-1`, natsUrl?) =>
      piece(nodeId, async (port, signal) => {
        const config = await loadNodeConfig({
          env: {
            EDGESTEP_ZONE: zone,
            EDGESTEP_NODE_ID: nodeId,
            EDGESTEP_ZONE_LISTEN: `127.0.0.1:${zonePorts.get(zone)}`,
            EDGESTEP_DATA_DIR: dataDirOf(dataDir, nodeId),
            EDGESTEP_FUNCTIONS_URL: options.functionsUrl,
            EDGESTEP_BLOB_CONNECTION_STRING: options.blobConnectionString,
            EDGESTEP_REPLICAS: String(options.serversPerZone ?? 1),
            ...common(servers.serversOf(zone), port),
            ...(natsUrl === undefined ? {} : { EDGESTEP_NATS_URL: natsUrl }),
          },
        });
        return startNode(config, createLogger(nodeId, level), signal);
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function dataDirOf(dataDir: string, name: string): string {
  const folder = join(dataDir, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function zoneServers({ serversPerZone }: PiecesOptions): HubAndZonesOptions {
  return serversPerZone === undefined ? {} : { serversPerZone };
}

function common(servers: readonly NatsTestServer[], port: number) {
  return {
    EDGESTEP_NATS_URL: servers.map(({ url }) => url).join(','),
    EDGESTEP_NATS_MONITOR_URL: servers.map(({ monitorUrl }) => monitorUrl).join(','),
    EDGESTEP_LISTEN: `127.0.0.1:${port}`,
    EDGESTEP_DURABILITY: 'relaxed',
    EDGESTEP_PARTITIONS: String(PARTITIONS),
  };
}

async function startPiece(
  start: (port: number, signal: AbortSignal) => Promise<AsyncDisposable>,
  name: string,
): Promise<StartedPiece> {
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const abort = new AbortController();
  const started = await start(port, abort.signal);
  let ended: Promise<void> | undefined;
  const end = async () => {
    abort.abort();
    await started[Symbol.asyncDispose]();
  };
  await untilReady(url, name);
  return { url, [Symbol.asyncDispose]: () => (ended ??= end()) };
}

async function untilReady(url: string, name: string): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const response = await fetch(`${url}/readyz`);
    if (response.ok) return;
    const said = await response.text();
    if (performance.now() > deadline) throw new Error(`${name} is not ready: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
