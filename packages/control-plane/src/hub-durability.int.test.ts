import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connect, hubServerConfig } from '@edgestep/jetstream';
import { createLogger } from '@edgestep/runtime';
import { freePorts, startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { loadControlPlaneConfig } from './config/control-plane-config.ts';
import { startControlPlane } from './control-plane.ts';

const WEAK = 'sync_interval: "1m"';
const STRONG = 'sync_interval: "always"';

let server: NatsTestServer;
let dataDir: string;
let url: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'edgestep-control-plane-'));
  server = await startNatsServer((place) =>
    hubServerConfig({ ...place, storeDir: join(place.dir, 'data'), durability: 'fsync' }),
  );
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<AsyncDisposable> {
  const [port = 0] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  const config = await loadControlPlaneConfig({
    env: {
      EDGESTEP_ZONES: 'dallas',
      EDGESTEP_NATS_URL: server.url,
      EDGESTEP_NATS_MONITOR_URL: server.monitorUrl,
      EDGESTEP_LISTEN: `127.0.0.1:${port}`,
      EDGESTEP_DATA_DIR: dataDir,
      EDGESTEP_DURABILITY: 'fsync',
    },
  });
  return startControlPlane(config, createLogger('test', 'silent'));
}

/** Starts the server again with other settings. */
async function restartWith(from: string, to: string): Promise<void> {
  const file = join(server.place.dir, 'nats-server.conf');
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
  await server.restart();
}

async function ready(): Promise<unknown> {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, ...((await response.json()) as object) };
}

const READY = { status: 200, ready: true, reasons: [] };

function notReady(reason: RegExp) {
  return { status: 503, ready: false, reasons: [expect.stringMatching(reason)] };
}

describe('a control plane that promises durability', () => {
  it('does not start on a hub that gives less', async () => {
    await restartWith(STRONG, WEAK);
    await expect(start()).rejects.toMatchObject({ code: 'server-too-weak' });
  });

  it('is not ready, and says why, from the moment on that the hub gives less', async () => {
    await using _ = await start();
    await expect.poll(ready).toEqual(READY);
    await restartWith(STRONG, WEAK);
    await expect.poll(ready).toEqual(notReady(/^the NATS server hub .*sync_interval: always/));
    await restartWith(WEAK, STRONG);
    await expect.poll(ready).toEqual(READY);
  });

  it('is not ready when somebody has the definitions dropped after a while', async () => {
    await using _ = await start();
    await using connection = await connect({ servers: [server.url], name: 'test' });
    const { streams } = await connection.jetStream();
    const { config } = await streams.info('KV_definitions');
    await streams.update('KV_definitions', { ...config, max_msgs: 100 });
    // It looks at once when its connection is back.
    await server.restart();
    await expect.poll(ready).toEqual(notReady(/^the stream KV_definitions drops records by itself$/));
  });
});
