import type { LogRecord, PartitionLog } from '@edgestep/engine';
import { partitionLogSubject, partitionStream } from '@edgestep/shared';
import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { labelsOf, sampleEntry } from '../../test/sample-entry.ts';
import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { JetStreamLogReader } from './log-reader-jetstream.ts';
import { openPartitionLog } from './partition-log-jetstream.ts';
import { partitionStreamConfig } from './partition-stream.ts';

let server: NatsTestServer;
let connection: Connection;
let log: PartitionLog;
let reader: JetStreamLogReader;
let stop: AbortController;

beforeEach(async () => {
  stop = new AbortController();
  server = await startNatsServer();
  connection = await connect({ servers: [server.url], name: 'test' });
  log = await openPartitionLog({ connection, partition: 0, epoch: 1, owner: 'n', signal: stop.signal });
  reader = new JetStreamLogReader(connection, { streamOf: partitionStream });
});

afterEach(async () => {
  stop.abort();
  await connection[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function append(...labels: string[]): Promise<void> {
  await Promise.all(labels.map((label) => log.append([sampleEntry(label)])));
}

function read(fromSequence: number): Promise<LogRecord[]> {
  return Array.fromAsync(reader.read(0, fromSequence));
}

/** Puts a message into the log as only a fault or an attacker would. */
async function tamper(data: Uint8Array): Promise<void> {
  connection.nats.publish(partitionLogSubject(0, 1), data);
  await connection.nats.flush();
}

describe("the reader of a partition's log", () => {
  it('reads from any sequence up to the last', async () => {
    await append('a', 'b', 'c');
    expect(labelsOf(await read(3))).toEqual(['b', 'c']);
    expect((await read(4)).map(({ sequence }) => sequence)).toEqual([4]);
    expect(await read(5)).toEqual([]);
    expect(await Array.fromAsync(reader.read(15, 1))).toEqual([]);
  });

  it('gets one record by its sequence', async () => {
    await append('a', 'b');
    expect(await reader.get(0, 3)).toMatchObject({ sequence: 3, epoch: 1, entries: [sampleEntry('b')] });
    expect(await reader.get(0, 1)).toMatchObject({ sequence: 1, epoch: 1, entries: [] });
    expect(await reader.get(0, 4)).toBeUndefined();
    expect(await reader.get(15, 1)).toBeUndefined();
  });

  it('follows without end, over restarts of the server', async () => {
    const seen: string[] = [];
    const following = (async () => {
      for await (const record of reader.follow(0, 2, stop.signal)) seen.push(...labelsOf([record]));
    })();
    const labels = Array.from({ length: 300 }, (_, index) => `r${index}`);
    await append(...labels.slice(0, 100));
    await expect.poll(() => seen.length).toBe(100);
    await server.kill();
    await server.restart();
    await append(...labels.slice(100, 200));
    await expect.poll(() => seen.length).toBe(200);
    await server.restart();
    await append(...labels.slice(200));
    await expect.poll(() => seen.length).toBe(300);
    expect(seen).toEqual(labels);
    stop.abort();
    await following;
  });

  it('follows a log that is not there yet', async () => {
    const first = reader.follow(5, 2, stop.signal)[Symbol.asyncIterator]().next();
    const other = await openPartitionLog({
      connection,
      partition: 5,
      epoch: 1,
      owner: 'n',
      signal: stop.signal,
    });
    await other.append([sampleEntry('a')]);
    expect((await first).value).toMatchObject({ sequence: 2, epoch: 1, entries: [sampleEntry('a')] });
  });

  it('follows again when its consumer was lost', async () => {
    const seen: string[] = [];
    void (async () => {
      for await (const record of reader.follow(0, 2, stop.signal)) seen.push(...labelsOf([record]));
    })();
    await append('a');
    await expect.poll(() => seen).toEqual(['a']);
    const { consumers } = await connection.jetStream();
    for await (const { name } of consumers.list(partitionStream(0)))
      await consumers.delete(partitionStream(0), name);
    await append('b');
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['a', 'b']);
  });

  it('names the stream and the sequence of a record that is damaged', async () => {
    await append('a');
    const { streams } = await connection.jetStream();
    const sound = await streams.getMessage(partitionStream(0), { seq: 2 });
    const flipped = Uint8Array.from(sound!.data);
    flipped[100]! ^= 1;
    await tamper(flipped);
    const damaged = {
      code: 'log-damaged',
      message: expect.stringMatching(/EDGESTEP_P00 .*sequence 3.*checksum/),
    };
    await expect(read(1)).rejects.toMatchObject(damaged);
    await expect(reader.get(0, 3)).rejects.toMatchObject(damaged);
    expect(labelsOf([(await reader.get(0, 2))!])).toEqual(['a']);
  });

  it('names a record that comes twice, though each copy is sound', async () => {
    await append('a', 'b');
    const { streams } = await connection.jetStream();
    const sound = await streams.getMessage(partitionStream(0), { seq: 2 });
    await tamper(sound!.data);
    await expect(read(1)).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringContaining('sequence 4'),
    });
  });

  it('cannot be robbed of records but by deleting all of it', async () => {
    await append('a', 'b');
    const { streams } = await connection.jetStream();
    const stream = partitionStream(0);
    await expect(streams.deleteMessage(stream, 2)).rejects.toThrow(/delete not permitted/);
    await expect(streams.purge(stream)).rejects.toThrow(/purge not permitted/);
    const { config } = await streams.info(stream);
    for (const more of [{ deny_delete: false }, { deny_purge: false }]) {
      await expect(streams.update(stream, { ...config, ...more })).rejects.toThrow(/can not cancel deny/);
    }
    expect(labelsOf(await read(1))).toEqual(['a', 'b']);
  });

  it('names records that are missing, in the middle and at the end', async () => {
    const { streams } = await connection.jetStream();
    await streams.delete(partitionStream(0));
    // Whoever may make streams can make one that is purged; ours can't be.
    await streams.add({ ...partitionStreamConfig(0, partitionStream(0), 1), deny_purge: false });
    for (const epoch of [1, 2, 3]) {
      const next = await openPartitionLog({
        connection,
        partition: 0,
        epoch,
        owner: 'n',
        signal: stop.signal,
      });
      await next.append([sampleEntry(`epoch ${epoch}`)]);
      await next.append([sampleEntry('more')]);
    }
    await streams.purge(partitionStream(0), { filter: partitionLogSubject(0, 2) });
    await expect(read(1)).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringMatching(/sequence 4: the records up to 6 are missing/),
    });
    await streams.purge(partitionStream(0), { filter: partitionLogSubject(0, 3) });
    await expect(read(4)).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringMatching(/sequence 4: the records up to 9, .* are missing/),
    });
    await expect(
      openPartitionLog({ connection, partition: 0, epoch: 4, owner: 'n', signal: stop.signal }),
    ).rejects.toMatchObject({ code: 'log-damaged' });
  });
});
