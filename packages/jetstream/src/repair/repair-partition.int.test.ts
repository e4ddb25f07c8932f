import { mirrorStream, partitionStream } from '@edgestep/shared';
import { cutFile, flipBit, startHubAndZones, storedBlocks, type HubAndZones } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { labelsOf, sampleEntry } from '../../test/sample-entry.ts';
import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { ZoneMirrors } from '../hub/zone-mirrors.ts';
import { JetStreamLogReader } from '../log/log-reader-jetstream.ts';
import { openPartitionLog } from '../log/partition-log-jetstream.ts';
import { createSnapshotStore } from '../snapshots/snapshot-store-jetstream.ts';
import { HubCopies } from './hub-copies.ts';
import { LogGuard } from './log-guard.ts';
import { repairPartition, type RepairOptions } from './repair-partition.ts';

const ZONE = 'dallas';
const STREAM = partitionStream(0);
const COPY = mirrorStream(ZONE, 0);
const forEver = new AbortController().signal;
const LABELS = Array.from({ length: 60 }, (_, index) => `e${index}`);

let servers: HubAndZones;
let zone: Connection;
let hub: Connection;

beforeEach(async () => {
  servers = await startHubAndZones([ZONE]);
  zone = await connect({ servers: [servers.zone(ZONE).url], name: 'zone' });
  hub = await connect({ servers: [servers.hub.url], name: 'hub' });
  await appendAs(1, LABELS);
});

afterEach(async () => {
  await zone[Symbol.asyncDispose]();
  await hub[Symbol.asyncDispose]();
  await servers[Symbol.asyncDispose]();
});

function open(epoch: number) {
  return openPartitionLog({ connection: zone, partition: 0, epoch, owner: `n${epoch}`, signal: forEver });
}

async function appendAs(epoch: number, labels: readonly string[]): Promise<void> {
  await using log = await open(epoch);
  for (const label of labels) await log.append([sampleEntry(label, 300)]);
}

function lastAtHub(): Promise<number> {
  return hub
    .jetStream()
    .then(({ streams }) => streams.info(COPY))
    .then(
      ({ state }) => state.last_seq,
      () => 0,
    );
}

async function mirrorAtHub(): Promise<void> {
  await using mirrors = new ZoneMirrors({ connection: hub });
  mirrors.mirror(ZONE, 1);
  await expect.poll(lastAtHub).toBe(61);
}

/** Stops the zone's server, in order or not, harms the file that holds the log, and starts the server again. */
async function harm(how: 'stop' | 'kill', damage: (block: string) => Promise<void>): Promise<void> {
  const server = servers.zone(ZONE);
  await server[how]();
  const [block = ''] = await storedBlocks(server, STREAM);
  await damage(block);
  await server.restart();
  await zone.untilConnected(forEver);
}

function copies(): HubCopies {
  return new HubCopies({ connection: zone, zone: ZONE, onTrouble: () => {} });
}

function repair(more: Partial<RepairOptions> = {}) {
  return repairPartition({
    connection: zone,
    partition: 0,
    copies: copies(),
    checkOnly: false,
    preference: undefined,
    acceptLoss: false,
    signal: forEver,
    onProgress: () => {},
    ...more,
  });
}

async function untilLinked(): Promise<void> {
  await expect.poll(async () => (await copies().find(0))?.length ?? 0).toBeGreaterThan(0);
}

async function read(): Promise<string[]> {
  const reader = new JetStreamLogReader(zone, { streamOf: partitionStream });
  return labelsOf(await Array.fromAsync(reader.read(0, 1)));
}

/** Both sides have ten records more of their own, behind the same beginning. */
async function part(labelsAtZone: readonly string[]): Promise<void> {
  await mirrorAtHub();
  await harm('kill', (block) => cutFile(block, 0.5));
  await appendAs(2, labelsAtZone);
  await untilLinked();
}

describe('the repair of a log', () => {
  it('finds nothing to do in a sound one', async () => {
    await mirrorAtHub();
    expect(await repair()).toMatchObject({ outcome: 'sound', records: 61, fromCopies: 0, lostTo: undefined });
    expect(await repair({ partition: 9 })).toMatchObject({ outcome: 'sound', records: 0 });
  });

  it('puts a record that the disk has spoiled back into its place, and leaves the rest as it was', async () => {
    await mirrorAtHub();
    await harm('stop', (block) => flipBit(block, 0.5));
    await expect(read()).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringMatching(
        /^the log EDGESTEP_P00 is damaged at sequence \d+: the records up to \d+ are missing/,
      ),
    });
    await untilLinked();
    expect(await repair({ checkOnly: true })).toMatchObject({ outcome: 'repairable', fromCopies: 1 });
    await expect(read()).rejects.toMatchObject({ code: 'log-damaged' });
    expect(await repair()).toMatchObject({ outcome: 'repaired', records: 61, fromCopies: 1 });
    expect(await read()).toEqual(LABELS);
    await appendAs(2, ['after']);
    expect(await read()).toEqual([...LABELS, 'after']);
    expect(await repair()).toMatchObject({ outcome: 'sound', records: 63 });
  });

  it('leaves the hub with one copy, which goes on', async () => {
    await mirrorAtHub();
    await harm('stop', (block) => flipBit(block, 0.5));
    await untilLinked();
    await repair();
    await appendAs(2, ['after']);
    await using mirrors = new ZoneMirrors({ connection: hub });
    mirrors.mirror(ZONE, 1);
    await expect.poll(lastAtHub, { timeout: 20_000 }).toBe(63);
    const { streams } = await hub.jetStream();
    const names = await Array.fromAsync(streams.names());
    expect(names.filter((name) => name.startsWith(ZONE))).toEqual([COPY]);
  });

  it('takes the way of the hub when the zone has done nothing since but change owners', async () => {
    await part([]);
    expect(await repair()).toMatchObject({ outcome: 'repaired', records: 61 });
    expect(await read()).toEqual(LABELS);
  });

  it('leaves it to a person to choose when both sides went on', async () => {
    await part(['another']);
    await expect(repair()).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringContaining(`EDGESTEP_P00 and ${COPY} went different ways`),
    });
    expect(await repair({ preference: 'hub' })).toMatchObject({ outcome: 'repaired', records: 61 });
    expect(await read()).toEqual(LABELS);
  });

  it('changes nothing when records are lost for good, unless that is accepted: then the log goes on before them', async () => {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1]);
    }
    const through = () => ({ sequence: 61, epoch: 1 });
    await createSnapshotStore(zone).save(0, { sequence: 61, pieces: pieces(), through });
    await harm('stop', (block) => flipBit(block, 0.5));
    const report = await repair();
    expect(report).toMatchObject({ outcome: 'lost', lostTo: 61 });
    const kept = LABELS.slice(0, report.records - 1);
    expect(kept.length).toBeLessThan(60);
    expect(await repair({ acceptLoss: true })).toMatchObject({ outcome: 'repaired', lostTo: 61 });
    expect(await read()).toEqual(kept);
    const guard = new LogGuard({
      connection: zone,
      replicas: 1,
      copies: copies(),
      witnesses: () => [{ who: 'the index of a node', sequence: 61, epoch: 1 }],
      onRestored: () => {},
    });
    await guard.admit(0, forEver);
    await appendAs(2, ['after']);
    expect(await read()).toEqual([...kept, 'after']);
    await expect(createSnapshotStore(zone).latest(0)).resolves.toBeUndefined();
  });

  it.each(['read', 'written', 'moved'] as const)(
    'is gone on with when it was interrupted (%s)',
    async (where) => {
      await mirrorAtHub();
      await harm('stop', (block) => flipBit(block, 0.5));
      await untilLinked();
      const onProgress = (what: string, sequence: number) => {
        if (what === where && (sequence >= 30 || where === 'moved')) throw new Error('interrupted');
      };
      await expect(repair({ onProgress })).rejects.toThrow('interrupted');
      const opened = await open(2).then(
        () => 'opened',
        (error: Error) => error.message,
      );
      expect(opened).toMatch(where === 'read' ? 'opened' : 'is being repaired');
      await repair();
      expect(await read()).toEqual(LABELS);
      await appendAs(3, ['after']);
    },
  );

  it('shuts out an owner that goes on writing: what it had acknowledged stays, the rest is never half there', async () => {
    await mirrorAtHub();
    await using owner = await open(2);
    await owner.append([sampleEntry('kept')]);
    const { streams } = await zone.jetStream();
    const { config } = await streams.info(STREAM);
    await streams.update(STREAM, { ...config, deny_delete: true, subjects: ['edgestep.held.0'] });
    const late = owner.append([sampleEntry('late')]).then(
      ({ kind }) => kind,
      ({ code }: { code: string }) => code,
    );
    expect(await repair()).toMatchObject({ outcome: 'repaired', records: 63 });
    // Had it looked while the log was put together, it gave up.
    const outcome = await late;
    expect(['appended', 'log-damaged']).toContain(outcome);
    expect(await read()).toEqual([...LABELS, 'kept', ...(outcome === 'appended' ? ['late'] : [])]);
  });
});
