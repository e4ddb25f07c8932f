import { mirrorStream, partitionStream, PARTITIONS_DEFAULT } from '@edgestep/shared';
import { startHubAndZones, type HubAndZones } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { KEYS_BUCKET } from '../keys/keys-bucket.ts';
import { KvBucket } from '../kv/kv-bucket.ts';
import { HubCopies } from '../repair/hub-copies.ts';
import { settlePartitions, type SettleOptions } from './settle-partitions.ts';

const ZONE = 'dallas';
const forEver = new AbortController().signal;

let servers: HubAndZones;
let hub: Connection;
let zone: Connection;
let cleanUp: AsyncDisposableStack;

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  servers = cleanUp.use(await startHubAndZones([ZONE]));
  hub = cleanUp.use(await connect({ servers: [servers.hub.url], name: 'hub' }));
  zone = cleanUp.use(await connect({ servers: [servers.zone(ZONE).url], name: ZONE }));
});

afterEach(() => cleanUp.disposeAsync());

function settle(configured?: number, rest: Partial<SettleOptions> = {}): Promise<number> {
  const copies = new HubCopies({ connection: zone, zone: ZONE, onTrouble: () => {} });
  return settlePartitions({
    connection: zone,
    zone: ZONE,
    configured,
    replicas: 1,
    copies,
    indexed: () => [],
    ...rest,
  });
}

async function makeStreams(connection: Connection, names: readonly string[]): Promise<void> {
  const { streams } = await connection.jetStream();
  for (const name of names) await streams.add({ name, subjects: [name] });
}

describe('the number of partitions of a zone', () => {
  it('is what its first node says, for all later ones', async () => {
    expect(await settle(3)).toBe(3);
    expect(await settle(3)).toBe(3);
    expect(await settle()).toBe(3);
    await servers.zone(ZONE).kill();
    await servers.zone(ZONE).restart();
    expect(await settle()).toBe(3);
  });

  it('is the default where the first node says nothing', async () => {
    expect(await settle()).toBe(PARTITIONS_DEFAULT);
  });

  it('is not changed by a configuration: the node is told what the zone has, and what to set', async () => {
    await settle(3);
    await expect(settle(16)).rejects.toMatchObject({
      code: 'config-invalid',
      message: `EDGESTEP_PARTITIONS is 16, and the zone dallas has 3 partitions, which can't be changed: executions are found by it. Set EDGESTEP_PARTITIONS to 3, or leave it out`,
    });
    expect(await settle()).toBe(3);
  });

  it('is one alone when several nodes begin a zone at once and disagree', async () => {
    const outcomes = await Promise.allSettled([2, 4, 8, undefined].map((configured) => settle(configured)));
    const settled = await settle();
    const accepted = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(new Set(accepted)).toEqual(new Set([settled]));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused.length).toBeGreaterThanOrEqual(2);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'config-invalid' });
  });

  it('is that of the logs which a zone has from before it was remembered', async () => {
    await makeStreams(zone, [0, 1, 2, 3, 4].map(partitionStream));
    await expect(settle(16)).rejects.toMatchObject({ message: expect.stringContaining('has 5 partitions') });
    expect(await settle()).toBe(5);
  });

  it('is that of the copies at the hub when the zone has lost its disk', async () => {
    await makeStreams(hub, [`${mirrorStream(ZONE, 7)}_ASIDE_9`, mirrorStream('dallas-2', 30)]);
    expect(await settle()).toBe(8);
  });

  it('is that of the logs which a node has read, when the zone has lost its disk and the hub is away', async () => {
    await servers.hub.kill();
    expect(await settle(undefined, { indexed: () => [0, 9, 2] })).toBe(10);
  });

  it('is not guessed at when what the zone remembers is spoiled', async () => {
    await settle(3);
    await new KvBucket(zone, KEYS_BUCKET).put('partitions', Buffer.from('many'), undefined, forEver);
    await expect(settle()).rejects.toMatchObject({ code: 'log-damaged' });
  });
});
