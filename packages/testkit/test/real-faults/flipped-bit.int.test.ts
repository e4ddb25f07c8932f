import { connect, JetStreamLogReader } from '@edgestep/jetstream';
import { partitionStream } from '@edgestep/shared';
import { expect, it } from 'vitest';

import type { NatsTestServer } from '../../src/nats/nats-test-server.ts';
import { flipBit, storedBlocks } from '../../src/nats/stored-blocks.ts';
import { startFaultyZone, ZONE } from './faulty-zone.ts';

const PARTITIONS = [0, 1, 2, 3];

interface Jsz {
  readonly account_details?: readonly {
    readonly stream_detail: readonly {
      readonly name: string;
      readonly state: { readonly messages: number };
    }[];
  }[];
}

/** Whether each of the servers has as many records of each log as the others. */
async function isWhole(servers: readonly NatsTestServer[]): Promise<boolean> {
  const counts = await Promise.all(
    servers.map(async ({ monitorUrl }) => {
      const { account_details: accounts = [] } = (await (
        await fetch(`${monitorUrl}/jsz?streams=1`)
      ).json()) as Jsz;
      const streams = accounts.flatMap(({ stream_detail: details }) => details);
      return PARTITIONS.map(
        (partition) => streams.find(({ name }) => name === partitionStream(partition))?.state.messages ?? 0,
      ).join();
    }),
  );
  return new Set(counts).size === 1;
}

it('a bit that is flipped in the logs of one of three servers harms nothing, whichever of them leads', async () => {
  await using zone = await startFaultyZone({ serversPerZone: 3 });
  const servers = zone.pieces.servers.serversOf(ZONE);
  const start = (prefix: string) =>
    Promise.all(Array.from({ length: 30 }, (_, number) => zone.tryStart(`${prefix}-${number}`)));
  const arns = (await start('before')).filter((arn) => arn !== undefined);
  expect(arns).toHaveLength(30);
  expect(await zone.violations(arns)).toEqual([]);
  await using connection = await connect({ servers: servers.map(({ url }) => url), name: 'test' });
  const reader = new JetStreamLogReader(connection, { streamOf: partitionStream });
  const read = async () => {
    const logs = await Promise.all(PARTITIONS.map((partition) => Array.fromAsync(reader.read(partition, 1))));
    return logs.flatMap((records) => records.flatMap(({ entries }) => entries)).length;
  };
  const entries = await read();
  for (const server of servers) {
    await server.kill();
    for (const partition of PARTITIONS) {
      const [block = ''] = await storedBlocks(server, partitionStream(partition));
      await flipBit(block, Math.random());
    }
    await server.restart();
    // It has thrown the spoiled part away and gets it back from the others; whoever reads meanwhile notices nothing.
    expect(await read()).toBe(entries);
    await expect.poll(() => isWhole(servers), { timeout: 60_000 }).toBe(true);
  }
  const after = (await start('after')).filter((arn) => arn !== undefined);
  expect(await zone.violations([...arns, ...after])).toEqual([]);
}, 300_000);
