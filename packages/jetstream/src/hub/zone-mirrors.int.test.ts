import { mirrorStream, partitionStream } from '@edgestep/shared';
import { startHubAndZones, type HubAndZones } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { labelsOf, sampleEntry } from '../../test/sample-entry.ts';
import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { JetStreamLogReader } from '../log/log-reader-jetstream.ts';
import { openPartitionLog } from '../log/partition-log-jetstream.ts';
import { ZoneMirrors } from './zone-mirrors.ts';

const forEver = new AbortController().signal;

let servers: HubAndZones;
let hub: Connection;
let zone: Connection;
let mirrors: ZoneMirrors;
let cleanUp: AsyncDisposableStack;
const troubles: string[] = [];

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  servers = cleanUp.use(await startHubAndZones(['dallas']));
  hub = cleanUp.use(await connect({ servers: [servers.hub.url], name: 'hub' }));
  zone = cleanUp.use(await connect({ servers: [servers.zone('dallas').url], name: 'dallas' }));
  mirrors = cleanUp.use(new ZoneMirrors({ connection: hub, onTrouble: (message) => troubles.push(message) }));
  mirrors.mirror('dallas', 2);
});

afterEach(() => cleanUp.disposeAsync());

function openLog(partition: number, epoch: number) {
  return openPartitionLog({ connection: zone, partition, epoch, owner: 'n', signal: forEver });
}

/** The labels of everything that the hub's copy of a partition holds, in order. */
function followAtHub(partition: number): string[] {
  const reader = new JetStreamLogReader(hub, { streamOf: (each) => mirrorStream('dallas', each) });
  const stop = new AbortController();
  const labels: string[] = [];
  const loop = (async () => {
    for await (const record of reader.follow(partition, 1, stop.signal)) labels.push(...labelsOf([record]));
  })();
  cleanUp.defer(async () => {
    stop.abort();
    await loop;
  });
  return labels;
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `e${from + index}`);

describe("the hub's copies of a zone's logs", () => {
  it('hold every record, in order, moments after it was appended', async () => {
    const log = await openLog(1, 1);
    const labels = followAtHub(1);
    await Promise.all(numbered(0, 1_000).map((label) => log.append([sampleEntry(label)])));
    await expect.poll(() => labels.length, { timeout: 10_000 }).toBe(1_000);
    expect(labels).toEqual(numbered(0, 1_000));
    await expect
      .poll(() => mirrors.state('dallas'), { timeout: 5_000 })
      .toEqual({ isReachable: true, lag: 0, stalled: [] });
    expect(mirrors.state('los-angeles')).toBeUndefined();
  });

  it('are as many as asked for, and more when more are asked for', async () => {
    const log = await openLog(3, 1);
    const labels = followAtHub(3);
    await log.append([sampleEntry('e0')]);
    await expect.poll(() => mirrors.state('dallas')?.isReachable).toBe(true);
    expect(await mirrors.copied('dallas', forEver)).toBeLessThan(4);
    mirrors.mirror('dallas', 4);
    mirrors.mirror('dallas', 1);
    await expect.poll(() => labels).toEqual(['e0']);
    expect(await mirrors.copied('dallas', forEver)).toBe(4);
    expect(await mirrors.copied('los-angeles', forEver)).toBe(0);
  });

  it('miss nothing and double nothing when the hub was away, and the zone did not wait for it', async () => {
    const log = await openLog(0, 1);
    const labels = followAtHub(0);
    await log.append([sampleEntry('e0')]);
    await expect.poll(() => labels.length, { timeout: 10_000 }).toBe(1);
    await servers.hub.kill();
    await Promise.all(numbered(1, 500).map((label) => log.append([sampleEntry(label)])));
    await servers.hub.restart();
    await log.append([sampleEntry('e500')]);
    await expect.poll(() => labels.length, { timeout: 20_000 }).toBe(501);
    expect(labels).toEqual(numbered(0, 501));
  });

  it("follow again after the zone's server was killed", async () => {
    const log = await openLog(0, 1);
    const labels = followAtHub(0);
    await log.append([sampleEntry('e0')]);
    await expect.poll(() => labels.length, { timeout: 10_000 }).toBe(1);
    await servers.zone('dallas').kill();
    await servers.zone('dallas').restart();
    await Promise.all(numbered(1, 500).map((label) => log.append([sampleEntry(label)])));
    await expect.poll(() => labels.length, { timeout: 20_000 }).toBe(500);
    expect(labels).toEqual(numbered(0, 500));
  });

  it('are kept under another name when the zone lost its log and began anew', async () => {
    const log = await openLog(0, 1);
    await Promise.all(numbered(0, 20).map((label) => log.append([sampleEntry(label)])));
    const reader = (streamOf: () => string) => new JetStreamLogReader(hub, { streamOf });
    const read = async (stream: string) => labelsOf(await Array.fromAsync(reader(() => stream).read(0, 1)));
    const copy = mirrorStream('dallas', 0);
    await expect.poll(() => read(copy), { timeout: 10_000 }).toEqual(numbered(0, 20));
    const { streams } = await zone.jetStream();
    await streams.delete(partitionStream(0));
    const anew = await openLog(0, 2);
    await anew.append([sampleEntry('anew')]);
    await expect.poll(() => read(copy), { timeout: 20_000 }).toEqual(['anew']);
    expect(await read(`${copy}_ASIDE_21`)).toEqual(numbered(0, 20));
    expect(troubles.join()).toContain(`${copy}_ASIDE_21`);
  });
});
