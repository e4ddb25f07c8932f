import type { AppendOutcome, LogRecord, PartitionLog } from '@edgestep/engine';
import { partitionStream } from '@edgestep/shared';
import { startLinkProxy, startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { labelsOf, sampleEntry } from '../../test/sample-entry.ts';
import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { JetStreamLogReader } from './log-reader-jetstream.ts';
import { openPartitionLog } from './partition-log-jetstream.ts';

let server: NatsTestServer;
let connection: Connection;
const closing = new AbortController();

beforeEach(async () => {
  server = await startNatsServer();
  connection = await connect({ servers: [server.url], name: 'test' });
});

afterEach(async () => {
  await connection[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

function open(epoch: number, through = connection): Promise<PartitionLog> {
  return openPartitionLog({
    connection: through,
    partition: 3,
    epoch,
    owner: `n${epoch}`,
    signal: closing.signal,
  });
}

async function readAll(fromSequence = 1): Promise<LogRecord[]> {
  const reader = new JetStreamLogReader(connection, { streamOf: partitionStream });
  return Array.fromAsync(reader.read(3, fromSequence));
}

function appendAll(log: PartitionLog, labels: readonly string[]): Promise<AppendOutcome[]> {
  return Promise.all(labels.map((label) => log.append([sampleEntry(label)])));
}

async function lastSequence(): Promise<number> {
  const { streams } = await connection.jetStream();
  return (await streams.info(partitionStream(3))).state.last_seq;
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

describe("a partition's log", () => {
  it('gives back what was appended, in order, behind the fence of its owner', async () => {
    await using log = await open(1);
    expect(log.lastSequence).toBe(1);
    const outcomes = await appendAll(log, numbered('e', 500));
    expect(outcomes[0]).toMatchObject({ kind: 'appended', sequence: 2 });
    expect(outcomes.at(-1)).toMatchObject({ kind: 'appended', sequence: 501 });
    expect(log.lastSequence).toBe(501);
    const records = await readAll();
    expect(records.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 501 }, (_, index) => index + 1),
    );
    expect(labelsOf(records)).toEqual(numbered('e', 500));
    expect(records[1]?.entries[0]).toEqual(sampleEntry('e0'));
    const hashes = outcomes.map((outcome) => outcome.kind === 'appended' && outcome.hash);
    expect(records.slice(1).map(({ hash }) => hash)).toEqual(hashes);
  });

  it('is taken over by a later epoch, and by no other', async () => {
    await using former = await open(1);
    await appendAll(former, ['a']);
    await using owner = await open(2);
    expect(owner.lastSequence).toBe(3);
    const stale = await appendAll(former, numbered('stale', 10));
    expect(new Set(stale.map(({ kind }) => kind))).toEqual(new Set(['fenced']));
    expect(await former.append([sampleEntry('later')])).toMatchObject({ kind: 'fenced' });
    expect(await appendAll(owner, ['b'])).toMatchObject([{ kind: 'appended', sequence: 4 }]);
    await expect(open(2)).rejects.toMatchObject({ code: 'partition-not-owned' });
    await expect(open(1)).rejects.toMatchObject({ code: 'partition-not-owned' });
    expect(labelsOf(await readAll())).toEqual(['a', 'b']);
    expect((await readAll()).map(({ epoch }) => epoch)).toEqual([1, 1, 2, 2]);
  });

  it('stores nothing that a former owner has in flight, wherever the new owner has got to meanwhile', async () => {
    await using proxy = await startLinkProxy(server.place.port);
    await using shaky = await connect({ servers: [proxy.url], name: 'shaky' });
    await using former = await open(1, shaky);
    await appendAll(former, ['a']);
    proxy.hold();
    const stale = appendAll(former, numbered('stale', 40));
    await using owner = await open(2);
    const outcomes = appendAll(owner, numbered('b', 2_000));
    proxy.restore();
    expect((await outcomes).at(-1)).toMatchObject({ kind: 'appended', sequence: 2_003 });
    expect(await stale).toMatchObject(Array.from({ length: 40 }, () => ({ kind: 'fenced' })));
    expect(labelsOf(await readAll())).toEqual(['a', ...numbered('b', 2_000)]);
  });

  it('has one owner only, however many reach for it at once', async () => {
    const opened = await Promise.allSettled([open(7), open(7), open(7)]);
    expect(opened.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('resolves acknowledgements that the network swallowed', async () => {
    await using proxy = await startLinkProxy(server.place.port);
    await using shaky = await connect({ servers: [proxy.url], name: 'shaky' });
    await using log = await open(1, shaky);
    await appendAll(log, ['before']);
    proxy.mute();
    const appends = appendAll(log, numbered('lost', 20));
    await expect.poll(lastSequence).toBe(22);
    proxy.cut();
    const late = appendAll(log, numbered('late', 5));
    proxy.restore();
    expect((await appends).at(-1)).toMatchObject({ kind: 'appended', sequence: 22 });
    expect((await late).at(-1)).toMatchObject({ kind: 'appended', sequence: 27 });
    expect(labelsOf(await readAll())).toEqual(['before', ...numbered('lost', 20), ...numbered('late', 5)]);
  });

  it('survives kill -9 of the server in the middle of appends: each is stored once, in order', async () => {
    await using log = await open(1);
    const labels = numbered('k', 3_000);
    const appends: Promise<AppendOutcome>[] = [];
    for (const label of labels) {
      appends.push(log.append([sampleEntry(label, 2_000)]));
      if (appends.length % 100 === 0) await appends[appends.length - 50];
      if (appends.length === 1_000 || appends.length === 2_000) {
        await server.kill();
        void server.restart();
      }
    }
    const outcomes = await Promise.all(appends);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['appended']));
    expect(labelsOf(await readAll())).toEqual(labels);
  });

  it('splits a batch that is larger than a message, and refuses a decision that is', async () => {
    await using log = await open(1);
    const three = numbered('big', 3).map((label) => sampleEntry(label, 5_000_000));
    expect(await log.append(three)).toEqual({ kind: 'appended', sequence: 4 });
    await expect(log.append([sampleEntry('huge', 9_000_000)])).rejects.toMatchObject({
      code: 'log-append-refused',
    });
    expect(await log.append([sampleEntry('next')])).toMatchObject({ kind: 'appended' });
    expect(labelsOf(await readAll())).toEqual([...numbered('big', 3), 'next']);
  });

  it('says that it is damaged when its stream is deleted under its owner', async () => {
    await using log = await open(1);
    await appendAll(log, ['a']);
    const { streams } = await connection.jetStream();
    await streams.delete(partitionStream(3));
    await expect(log.append([sampleEntry('b')])).rejects.toMatchObject({
      code: 'log-damaged',
      message: `the log ${partitionStream(3)} is damaged at sequence 3: the stream is gone`,
    });
  });

  it('rejects what has no outcome yet when it is closed', async () => {
    await using log = await open(1);
    await server.kill();
    const append = log.append([sampleEntry('never')]);
    await log[Symbol.asyncDispose]();
    await expect(append).rejects.toMatchObject({ code: 'partition-not-owned' });
    await expect(log.append([sampleEntry('later')])).rejects.toMatchObject({ code: 'partition-not-owned' });
  });
});
