import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { PARTITIONS_DEFAULT } from '@edgestep/shared';
import { freePorts, startHubAndZones, type NatsTestServer } from '@edgestep/testkit';

import { spreadOf } from '../harness/spread.ts';
import { startServerProcess, type ServerProcess } from '../peers/server-process.ts';
import { readProcessMemory } from '../waiting/process-memory.ts';
import type { NodeFootprint } from './node-footprint.ts';

const ZONE = 'dallas';
const LAUNCHER = join(import.meta.dirname, '..', '..', '..', 'edgestep');

interface Start {
  readonly readyMs: number;
  readonly residentMiB: number;
  readonly fileMiB: number;
}

export interface NodeMeasuring {
  /** How many times it is started again after its first start. */
  readonly restarts: number;
  /** V8 gives back what the start took 8 to 18 s after it: less shows a node that has just started. */
  readonly idleSeconds: number;
}

/** Starts a node of an empty zone, and then again, and looks at it when it has been idle for a while. */
export async function measureNode(
  { restarts, idleSeconds }: NodeMeasuring,
  say: (line: string) => void,
): Promise<NodeFootprint> {
  await using stack = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'edgestep-bench-node-'));
  stack.defer(() => rm(dir, { recursive: true, force: true }));
  const servers = stack.use(await startHubAndZones([ZONE], { durability: 'fsync' }));
  stack.use(await startPiece('control-plane', servers.hub, dir, { EDGESTEP_ZONES: ZONE }));
  const starts: Start[] = [];
  for (let round = 0; round <= restarts; round += 1) {
    say(`edge-node: start ${round + 1} of ${restarts + 1}`);
    starts.push(await measureStart(servers.zone(ZONE), dir, idleSeconds));
  }
  const [first, ...others] = starts;
  if (first === undefined || others.length === 0) throw new RangeError('a node is started at least twice');
  return {
    firstReadyMs: first.readyMs,
    readyMs: spreadOf(others.map(({ readyMs }) => readyMs)),
    residentMiB: spreadOf(starts.map(({ residentMiB }) => residentMiB)),
    fileMiB: spreadOf(starts.map(({ fileMiB }) => fileMiB)),
    idleSeconds,
  };
}

async function measureStart(server: NatsTestServer, dir: string, idleSeconds: number): Promise<Start> {
  const startedAt = performance.now();
  await using node = await startPiece('node', server, dir, {
    EDGESTEP_ZONE: ZONE,
    EDGESTEP_NODE_ID: `${ZONE}-1`,
    EDGESTEP_PARTITIONS: String(PARTITIONS_DEFAULT),
  });
  const readyMs = performance.now() - startedAt;
  await setTimeout(idleSeconds * 1_000);
  const { residentMiB, fileMiB } = await readProcessMemory(node.pid);
  return { readyMs, residentMiB, fileMiB };
}

/** Starts a piece of the product as its users do, on a port of its own, and resolves when it is ready. */
async function startPiece(
  command: 'control-plane' | 'node',
  server: NatsTestServer,
  dir: string,
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const [port = 0] = await freePorts(1);
  const dataDir = join(dir, command);
  await mkdir(dataDir, { recursive: true });
  return startServerProcess({
    program: LAUNCHER,
    args: [command],
    env: {
      EDGESTEP_NATS_URL: server.url,
      EDGESTEP_NATS_MONITOR_URL: server.monitorUrl,
      EDGESTEP_LISTEN: `127.0.0.1:${port}`,
      EDGESTEP_DATA_DIR: dataDir,
      EDGESTEP_DURABILITY: 'fsync',
      EDGESTEP_AUTH: 'none',
      ...env,
    },
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok,
    stopSignal: 'SIGTERM',
  });
}
