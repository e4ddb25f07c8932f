import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { SnapshotStore } from '@edgestep/engine';
import { SNAPSHOT_STREAM, snapshotManifestSubject } from '@edgestep/shared';
import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { hubServerConfig } from '../server-config/hub-server-config.ts';
import { createSnapshotStore } from './snapshot-store-jetstream.ts';
import { storeMessage } from './snapshot-stream.ts';

let server: NatsTestServer;
let connection: Connection;
let store: SnapshotStore;
let damages: string[];

beforeEach(async () => {
  server = await startNatsServer();
  connection = await connect({ servers: [server.url], name: 'test' });
  damages = [];
  store = createSnapshotStore(connection, { onDamage: (message) => damages.push(message) });
});

afterEach(async () => {
  await connection[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const forEver = new AbortController().signal;
const small = (text: string) => Buffer.from(text);

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 100_000) yield bytes.subarray(from, from + 100_000);
}

const save = (partition: number, sequence: number, bytes: Uint8Array, into = store) =>
  into.save(partition, { sequence, pieces: inPieces(bytes), through: () => ({ sequence, epoch: 1 }) });

/** The newest snapshot, read to its end. */
async function latest(partition: number, from = store, before?: number) {
  const found = await from.latest(partition, before);
  if (found === undefined) return undefined;
  return { sequence: found.sequence, bytes: Buffer.concat(await Array.fromAsync(found.pieces)) };
}

async function messages(): Promise<number> {
  const { streams } = await connection.jetStream();
  return (await streams.info(SNAPSHOT_STREAM)).state.messages;
}

describe('the snapshots of a partition', () => {
  it('come back as they were saved, the newest one, each partition its own', async () => {
    expect(await latest(3)).toBeUndefined();
    await save(3, 10, small('ten'));
    await save(3, 20, small('twenty'));
    await save(4, 5, small('five'));
    expect(await latest(3)).toEqual({ sequence: 20, bytes: small('twenty') });
    expect(await latest(4)).toEqual({ sequence: 5, bytes: small('five') });
    expect(await latest(5)).toBeUndefined();
  });

  it('may be large, or empty', async () => {
    const bytes = randomBytes(5 * 1024 * 1024 + 17);
    await save(3, 1, bytes);
    expect(Buffer.compare((await latest(3))!.bytes, bytes)).toBe(0);
    await save(3, 2, small(''));
    expect(await latest(3)).toEqual({ sequence: 2, bytes: small('') });
  });

  it('do not pile up', async () => {
    for (let sequence = 1; sequence <= 10; sequence += 1) {
      await save(3, sequence, randomBytes(2 * 1024 * 1024));
    }
    expect(await messages()).toBe(3 + 3 * 4);
  });

  it('say so when they are damaged, and the one before may be asked for', async () => {
    await save(3, 10, small('ten'));
    await save(3, 20, small('twenty'));
    const { streams } = await connection.jetStream();
    const manifest = await streams.getMessage(SNAPSHOT_STREAM, { last_by_subj: snapshotManifestSubject(3) });
    const { id } = manifest!.json<{ id: string }>();
    connection.nats.publish(`edgestep.snapshot.3.chunk.${id}.0`, 'twentx');
    await connection.nats.flush();
    await expect(latest(3)).rejects.toThrow('the snapshot of partition 3 at sequence 20 is damaged');
    expect(await latest(3, store, 20)).toEqual({ sequence: 10, bytes: small('ten') });
    await streams.purge(SNAPSHOT_STREAM, { filter: 'edgestep.snapshot.3.chunk.>' });
    await expect(latest(3, store, 20)).rejects.toMatchObject({ code: 'log-damaged' });
    expect(await latest(3, store, 10)).toBeUndefined();
  });

  it('say so when their place in the log was changed', async () => {
    await save(3, 10, small('ten'));
    await save(3, 20, small('twenty'));
    const { streams } = await connection.jetStream();
    const manifest = await streams.getMessage(SNAPSHOT_STREAM, { last_by_subj: snapshotManifestSubject(3) });
    const changed = manifest!.string().replace('"sequence":20', '"sequence":90');
    connection.nats.publish(snapshotManifestSubject(3), changed);
    await connection.nats.flush();
    await expect(latest(3)).rejects.toThrow('the snapshot of partition 3 at sequence 90 is damaged');
    expect((await latest(3, store, 90))?.sequence).toBe(20);
    connection.nats.publish(snapshotManifestSubject(3), 'no manifest at all');
    await connection.nats.flush();
    expect((await latest(3, store, 90))?.sequence).toBe(20);
    expect(damages).toContain('a manifest of partition 3 cannot be read');
  });

  it('are stored once though the acknowledgement was lost, so that none is pushed out', async () => {
    await save(3, 10, small('ten'));
    const before = await messages();
    for (let time = 0; time < 3; time += 1) {
      await storeMessage(connection, snapshotManifestSubject(3), small('{}'), forEver, 'the same');
    }
    expect(await messages()).toBe(before + 1);
  });

  it('fit into messages of a server that takes only small ones', async () => {
    await using modest = await startNatsServer((place) =>
      hubServerConfig({ ...place, storeDir: join(place.dir, 'data'), durability: 'relaxed' }).replace(
        /max_payload: \d+/,
        'max_payload: 65536',
      ),
    );
    await using linked = await connect({ servers: [modest.url], name: 'test' });
    expect(linked.maxPayloadBytes).toBe(65_536);
    const bytes = randomBytes(1_000_000);
    await save(3, 1, bytes, createSnapshotStore(linked));
    expect(Buffer.compare((await latest(3, createSnapshotStore(linked)))!.bytes, bytes)).toBe(0);
  });

  it('are not saved when what they are made of ends with a fault', async () => {
    await save(3, 10, small('ten'));
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield randomBytes(2 * 1024 * 1024);
      throw new Error('given up');
    }
    await expect(
      store.save(3, { sequence: 20, pieces: failing(), through: () => ({ sequence: 20, epoch: 1 }) }),
    ).rejects.toThrow('given up');
    expect((await latest(3))?.sequence).toBe(10);
    await save(3, 30, small('thirty'));
    expect(await messages()).toBe(2 + 2);
  });

  it('do not give way to an older one that a former owner saved late', async () => {
    await save(3, 20, small('twenty'));
    await save(3, 10, small('ten'));
    expect((await latest(3))?.sequence).toBe(20);
  });

  it('are whole though the server was killed in the middle of a save', async () => {
    await save(3, 10, small('ten'));
    const bytes = randomBytes(8 * 1024 * 1024);
    const saved = save(3, 20, bytes);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await server.kill();
    await server.restart();
    expect([10, 20]).toContain((await latest(3))?.sequence);
    await saved;
    expect(Buffer.compare((await latest(3))!.bytes, bytes)).toBe(0);
    expect(damages).toEqual([]);
  });
});
