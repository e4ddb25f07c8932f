import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { openPartitionLog } from '../log/partition-log-jetstream.ts';
import { zoneServerConfig } from '../server-config/zone-server-config.ts';
import { isKeptByZone } from './watched-streams.ts';
import { watchDurability } from './watch-durability.ts';

const forEver = new AbortController().signal;
const SOON_MS = 50;

let server: NatsTestServer;
let connection: Connection;

beforeEach(async () => {
  server = await startNatsServer((place) =>
    zoneServerConfig({
      ...place,
      zone: 'dallas',
      hubLeafUrl: 'nats://127.0.0.1:1',
      storeDir: join(place.dir, 'data'),
      durability: 'fsync',
    }),
  );
  connection = await connect({ servers: [server.url], name: 'node' });
});

afterEach(async () => {
  await connection[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

function watch(monitorUrl = server.monitorUrl) {
  return watchDurability({
    connection,
    durability: 'fsync',
    replicas: 1,
    natsMonitorUrl: [monitorUrl],
    isWatched: isKeptByZone,
    onShortfall: () => {},
    calmRecheckMs: SOON_MS,
  });
}

/** Starts the server again with another configuration. */
async function restartWith(change: (text: string) => string): Promise<void> {
  const file = join(server.place.dir, 'nats-server.conf');
  await writeFile(file, change(await readFile(file, 'utf8')));
  await server.restart();
}

describe('the durability of a zone', () => {
  it('is refused at the start when the server gives less', async () => {
    await restartWith((text) => text.replace('sync_interval: "always"', 'sync_interval: "1m"'));
    await connection.untilConnected(forEver);
    await expect(watch()).rejects.toMatchObject({ code: 'server-too-weak' });
  });

  it('is missed, and had again, as the server comes back with other settings', async () => {
    using durability = await watch();
    expect(durability.shortfall()).toBeUndefined();
    await restartWith((text) => text.replace('sync_interval: "always"', 'sync_interval: "1m"'));
    await expect.poll(durability.shortfall).toMatch(/dallas .*sync_interval: always/);
    await restartWith((text) => text.replace('sync_interval: "1m"', 'sync_interval: "always"'));
    await expect.poll(durability.shortfall).toBeUndefined();
  });

  it('is missed when somebody edits the stream of a partition, though the server is as it was', async () => {
    await using _ = await openPartitionLog({
      connection,
      partition: 3,
      epoch: 1,
      owner: 'n',
      signal: forEver,
    });
    using durability = await watch();
    const { streams } = await connection.jetStream();
    const { config } = await streams.info('EDGESTEP_P03');
    await streams.update('EDGESTEP_P03', { ...config, max_msgs: 100 });
    await expect.poll(durability.shortfall).toBe('the stream EDGESTEP_P03 drops records by itself');
    await streams.update('EDGESTEP_P03', { ...config, max_msgs: -1 });
    await expect.poll(durability.shortfall).toBeUndefined();
  });

  it('cannot be judged while the monitoring endpoint is another server’s', async () => {
    await using other = await startNatsServer();
    await expect(watch(other.monitorUrl)).rejects.toThrow(/cannot be checked/);
  });
});
