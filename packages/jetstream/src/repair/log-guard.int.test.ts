import { mirrorStream, partitionStream } from '@edgestep/shared';
import { cutFile, flipBit, startHubAndZones, storedBlocks, type HubAndZones } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { labelsOf, sampleEntry } from '../../test/sample-entry.ts';
import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { ZoneMirrors } from '../hub/zone-mirrors.ts';
import { JetStreamLogReader } from '../log/log-reader-jetstream.ts';
import { openPartitionLog } from '../log/partition-log-jetstream.ts';
import { sealEnvelope } from '../log/record-envelope.ts';
import { createSnapshotStore } from '../snapshots/snapshot-store-jetstream.ts';
import { HubCopies } from './hub-copies.ts';
import { LogGuard, type RestoredTail } from './log-guard.ts';
import type { LogWitness } from './log-witness.ts';

const ZONE = 'dallas';
const STREAM = partitionStream(0);
const forEver = new AbortController().signal;
const LABELS = Array.from({ length: 60 }, (_, index) => `e${index}`);

let servers: HubAndZones;
let zone: Connection;
let restored: RestoredTail[];
let witnesses: LogWitness[];

beforeEach(async () => {
  servers = await startHubAndZones([ZONE]);
  zone = await connect({ servers: [servers.zone(ZONE).url], name: 'zone' });
  restored = [];
  witnesses = [];
  await appendAs(1, LABELS);
});

afterEach(async () => {
  await zone[Symbol.asyncDispose]();
  await servers[Symbol.asyncDispose]();
});

async function appendAs(epoch: number, labels: readonly string[]): Promise<void> {
  await using log = await openPartitionLog({
    connection: zone,
    partition: 0,
    epoch,
    owner: `n${epoch}`,
    signal: forEver,
  });
  for (const label of labels) await log.append([sampleEntry(label, 300)]);
}

/** Has the hub copy the log, up to its end, and stop then: a keeper would set the copy of another log aside. */
async function mirrorAtHub(lastSequence: number): Promise<void> {
  await using hub = await connect({ servers: [servers.hub.url], name: 'hub' });
  await using mirrors = new ZoneMirrors({ connection: hub });
  mirrors.mirror(ZONE, 1);
  const { streams } = await hub.jetStream();
  const copied = async () =>
    (await streams.info(mirrorStream(ZONE, 0)).catch(() => undefined))?.state.last_seq ?? 0;
  await expect.poll(copied).toBe(lastSequence);
}

/** Kills the zone's server, harms the file that holds the log, and starts the server again. */
async function harm(damage: (block: string) => Promise<void>): Promise<void> {
  const server = servers.zone(ZONE);
  await server.kill();
  const [block = ''] = await storedBlocks(server, STREAM);
  await damage(block);
  await server.restart();
}

function guard(
  copies: Pick<HubCopies, 'find'> = new HubCopies({ connection: zone, zone: ZONE, onTrouble: () => {} }),
): LogGuard {
  return new LogGuard({
    connection: zone,
    replicas: 1,
    copies,
    witnesses: () => witnesses,
    onRestored: (tail) => restored.push(tail),
  });
}

/** Admits the log as soon as the hub is linked again. */
async function admitWhenLinked(): Promise<void> {
  await zone.untilConnected(forEver);
  const copies = async () => {
    const found = await new HubCopies({ connection: zone, zone: ZONE, onTrouble: () => {} }).find(0);
    return found?.length ?? 0;
  };
  await expect.poll(copies).toBeGreaterThan(0);
  await guard().admit(0, forEver);
}

async function read(): Promise<string[]> {
  const reader = new JetStreamLogReader(zone, { streamOf: partitionStream });
  return labelsOf(await Array.fromAsync(reader.read(0, 1)));
}

describe('the hub, out of reach', () => {
  it('is waited for by who meets a young server, which links itself yet, and not by who meets an old one', async () => {
    await servers.hub.kill();
    const first: string[] = [];
    const ask = async (who: string, ageMs: number | undefined) => {
      const serverAgeMs = async () => ageMs;
      const copies = new HubCopies({ connection: zone, zone: ZONE, onTrouble: () => {}, serverAgeMs });
      expect(await copies.find(0)).toBeUndefined();
      first.push(who);
    };
    await Promise.all([ask('young', 0), ask('unknown', undefined), ask('old', 60_000)]);
    expect(first[0]).toBe('old');
  });
});

describe('a log that is about to be owned', () => {
  it('is left alone when nobody misses anything', async () => {
    await mirrorAtHub(61);
    witnesses = [{ who: 'a witness', sequence: 61, epoch: 1 }];
    await guard().admit(0, forEver);
    witnesses = [];
    await guard().admit(3, forEver);
    expect(restored).toEqual([]);
  });

  it.each([
    ['a flipped bit', (block: string) => flipBit(block, 0.5)],
    ['a block that is cut', (block: string) => cutFile(block, 0.5)],
    ['a bit that is flipped in the last record', (block: string) => flipBit(block, 0.998)],
  ])('gets back from the hub what the server dropped for %s', async (_, damage) => {
    await mirrorAtHub(61);
    await harm(damage);
    await zone.untilConnected(forEver);
    expect((await read()).length).toBeLessThan(LABELS.length);
    await admitWhenLinked();
    expect(await read()).toEqual(LABELS);
    expect(restored).toMatchObject([{ partition: 0, copy: mirrorStream(ZONE, 0) }]);
    await appendAs(2, ['after']);
    expect(await read()).toEqual([...LABELS, 'after']);
  });

  it.each(['deleted', 'made anew'])('gets all of it back when its stream was %s', async (what) => {
    await mirrorAtHub(61);
    const { streams } = await zone.jetStream();
    const { config } = await streams.info(STREAM);
    await streams.delete(STREAM);
    if (what === 'made anew') await streams.add(config);
    await admitWhenLinked();
    expect(await read()).toEqual(LABELS);
    expect(restored).toEqual([{ partition: 0, copy: mirrorStream(ZONE, 0), firstSequence: 1, records: 61 }]);
  });

  it('gets back what the hub set aside, too', async () => {
    await mirrorAtHub(61);
    await harm((block) => cutFile(block, 0.3));
    await using hub = await connect({ servers: [servers.hub.url], name: 'hub' });
    await using mirrors = new ZoneMirrors({ connection: hub });
    mirrors.mirror(ZONE, 1);
    const { streams } = await hub.jetStream();
    const names = async () => Array.fromAsync(streams.names());
    await expect.poll(names, { timeout: 15_000 }).toContain(`${mirrorStream(ZONE, 0)}_ASIDE_61`);
    await admitWhenLinked();
    expect(await read()).toEqual(LABELS);
  });

  it('is looked at again when a copy was replaced meanwhile', async () => {
    await mirrorAtHub(61);
    await harm((block) => cutFile(block, 0.5));
    await zone.untilConnected(forEver);
    const copies = new HubCopies({ connection: zone, zone: ZONE, onTrouble: () => {} });
    await expect.poll(async () => (await copies.find(0))?.length ?? 0).toBeGreaterThan(0);
    let finds = 0;
    const find = async (partition: number) => {
      const found = (await copies.find(partition)) ?? [];
      finds += 1;
      return finds === 1 ? found.map((copy) => ({ ...copy, stream: `${copy.stream}_GONE` })) : found;
    };
    await guard({ find }).admit(0, forEver);
    expect(finds).toBe(2);
    expect(await read()).toEqual(LABELS);
  });

  it('is not written to when records are lost that nobody has: the fault names who saw them', async () => {
    witnesses = [{ who: 'the index of node n1', sequence: 61, epoch: 1 }];
    await harm((block) => flipBit(block, 0.5));
    await zone.untilConnected(forEver);
    await expect(guard().admit(0, forEver)).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringMatching(
        /^the log EDGESTEP_P00 is damaged at sequence \d+: the index of node n1 has seen record 61 of epoch 1; the records up to it are lost$/,
      ),
    });
  });

  it('is not written to when it ends before its snapshot', async () => {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1, 2, 3]);
    }
    const through = () => ({ sequence: 61, epoch: 1 });
    await createSnapshotStore(zone).save(0, { sequence: 40, pieces: pieces(), through });
    await harm((block) => cutFile(block, 0.5));
    await zone.untilConnected(forEver);
    await expect(guard().admit(0, forEver)).rejects.toMatchObject({
      message: expect.stringContaining('its newest snapshot has seen record 61'),
    });
  });

  it('is not written to when it went another way than the copy of the hub', async () => {
    await mirrorAtHub(61);
    await harm((block) => cutFile(block, 0.5));
    await zone.untilConnected(forEver);
    await appendAs(2, ['another']);
    await expect(admitWhenLinked()).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringContaining(`the hub's copy ${mirrorStream(ZONE, 0)} has other records`),
    });
    expect((await read()).at(-1)).toBe('another');
  });

  it('is not written to when a record that was seen has another in its place', async () => {
    witnesses = [{ who: 'a witness', sequence: 61, epoch: 7 }];
    await expect(guard().admit(0, forEver)).rejects.toMatchObject({
      message: expect.stringContaining('it is of epoch 1, and a witness has seen one of epoch 7 there'),
    });
  });

  it('refuses copies that are no continuation, though they are longer', async () => {
    await mirrorAtHub(61);
    const { streams } = await zone.jetStream();
    await streams.delete(STREAM);
    await appendAs(1, ['quite', 'another', 'log']);
    await expect(admitWhenLinked()).rejects.toMatchObject({ code: 'log-damaged' });
    expect(await read()).toEqual(['quite', 'another', 'log']);
  });

  it('gets nothing from a copy that is damaged itself', async () => {
    await mirrorAtHub(61);
    await using hub = await connect({ servers: [servers.hub.url], name: 'hub' });
    const { streams } = await hub.jetStream();
    await streams.delete(mirrorStream(ZONE, 0));
    await streams.add({ name: mirrorStream(ZONE, 0), subjects: ['forged'] });
    const previousHash = new Uint8Array(32);
    const body = Buffer.from('{"p":[],"e":[]}');
    hub.nats.publish('forged', Buffer.from('no record'));
    hub.nats.publish('forged', sealEnvelope({ kind: 'entries', epoch: 1, previousHash, body }));
    await hub.nats.flush();
    const atZone = await zone.jetStream();
    await atZone.streams.delete(STREAM);
    await expect(admitWhenLinked()).rejects.toMatchObject({ code: 'log-damaged' });
    const { state } = await atZone.streams.info(STREAM);
    expect(state.messages).toBe(0);
  });
});
