import { partitionStream } from '@edgestep/shared';
import { startNatsCluster } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { labelsOf, sampleEntry } from '../../test/sample-entry.ts';
import { connect } from '../connection/connect.ts';
import { JetStreamLogReader } from './log-reader-jetstream.ts';
import { openPartitionLog } from './partition-log-jetstream.ts';

const forEver = new AbortController().signal;

describe("a partition's log on three servers", () => {
  it('is fenced as on one, and loses and doubles nothing when the server that leads it is killed', async () => {
    await using cluster = await startNatsCluster();
    await using connection = await connect({ servers: cluster.urls, name: 'test' });
    const open = (epoch: number) =>
      openPartitionLog({ connection, partition: 0, epoch, owner: `n${epoch}`, replicas: 3, signal: forEver });
    await using former = await open(1);
    await former.append([sampleEntry('first')]);
    await using owner = await open(2);
    expect(await former.append([sampleEntry('stale')])).toMatchObject({ kind: 'fenced' });
    const labels = Array.from({ length: 600 }, (_, index) => `e${index}`);
    const appends = labels.map((label) => owner.append([sampleEntry(label)]));
    await appends[200];
    const { streams } = await connection.jetStream();
    const { cluster: group, config } = await streams.info(partitionStream(0));
    expect(config.num_replicas).toBe(3);
    await cluster.server(group?.leader ?? '').kill();
    expect((await Promise.all(appends)).at(-1)).toMatchObject({ kind: 'appended', sequence: 603 });
    const reader = new JetStreamLogReader(connection, { streamOf: partitionStream });
    expect(labelsOf(await Array.fromAsync(reader.read(0, 1)))).toEqual(['first', ...labels]);
  });
});
