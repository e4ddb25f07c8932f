import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connect, connectToZone, openPartitionLog, restoreZone } from '@edgestep/jetstream';
import { createClient, type EdgestepClient } from '@edgestep/sdk';
import { mirrorStream, partitionStream } from '@edgestep/shared';
import { flipBit, startPieces, storedBlocks, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Terminal } from '../terminal/terminal.ts';
import { backup } from './backup.ts';
import { readCompressed } from './backup-file.ts';
import { restore } from './restore.ts';

const ZONE = 'dallas';
const BUCKET = 'OBJ_files';
const roleArn = 'arn:aws:iam::000000000000:role/any';

let pieces: Pieces;
let controlPlane: StartedPiece;
let node: StartedPiece;
let zone: EdgestepClient;
let folder: string;
let file: string;
let results: unknown[];

beforeEach(async () => {
  results = [];
  folder = await mkdtemp(join(tmpdir(), 'edgestep-backup-'));
  file = join(folder, 'zone.backup');
  pieces = await startPieces({ zones: [ZONE] });
  controlPlane = await pieces.startControlPlane();
  node = await pieces.startNode(ZONE);
  zone = createClient({ endpoint: pieces.zoneUrl(ZONE) });
}, 60_000);

afterEach(async () => {
  await pieces[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const terminal: Terminal = {
  format: 'text',
  interactive: false,
  columns: 80,
  result: (value) => results.push(value),
  note: () => {},
  write: () => {},
};

const where = () => ({ zone: ZONE, nats: pieces.servers.zone(ZONE).url });
const backUp = () => backup(terminal, controlPlane.url, { ...where(), out: file });
const bringBack = () => restore(terminal, controlPlane.url, { ...where(), in: file, check: false });

async function create(name: string, first: object): Promise<string> {
  const definition = JSON.stringify({ StartAt: 'First', States: { First: first } });
  return (await zone.createStateMachine({ name, definition, roleArn })).stateMachineArn;
}

async function statusOf(executionArn: string): Promise<string> {
  return (await zone.describeExecution({ executionArn })).status;
}

/** Starts executions of a machine, one after the other, until it is stopped; tells of each that was acknowledged. */
function load(stateMachineArn: string, onStarted: (executionArn: string) => void): () => Promise<void> {
  let isOver = false;
  const running = (async () => {
    while (!isOver) onStarted((await zone.startExecution({ stateMachineArn })).executionArn);
  })();
  return async () => {
    isOver = true;
    await running;
  };
}

/** Takes the zone's disk away, and, unless it is to be kept, what the hub has of its logs. The node keeps its own index. */
async function wipe(hub: 'hub kept' | 'hub lost'): Promise<void> {
  await node[Symbol.asyncDispose]();
  await controlPlane[Symbol.asyncDispose]();
  const server = pieces.servers.zone(ZONE);
  await server.kill();
  await rm(join(server.place.dir, 'data'), { recursive: true });
  if (hub === 'hub lost') {
    await using connection = await connect({ servers: [pieces.servers.hub.url], name: 'test' });
    const { streams } = await connection.jetStream();
    for await (const name of streams.names()) if (name.startsWith(`${ZONE}_`)) await streams.delete(name);
  }
  await server.restart();
}

/** The hub has everything that the logs of the zone hold. */
async function untilMirrored(): Promise<void> {
  await using hub = await connect({ servers: [pieces.servers.hub.url], name: 'test' });
  await using own = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'test' });
  const last = async (connection: typeof hub, stream: string) => {
    const { streams } = await connection.jetStream();
    return (await streams.info(stream).catch(() => undefined))?.state.last_seq ?? 0;
  };
  for (const partition of [0, 1, 2, 3]) {
    const origin = await last(own, partitionStream(partition));
    await expect.poll(() => last(hub, mirrorStream(ZONE, partition))).toBeGreaterThanOrEqual(origin);
  }
}

/** Puts some chunks into a bucket of objects. */
async function fillBucket(): Promise<void> {
  await using connection = await connect({ servers: [where().nats], name: 'test' });
  const { streams } = await connection.jetStream();
  await streams.add({ name: BUCKET, subjects: ['$O.files.C.*'] });
  for (let count = 0; count < 20; count += 1) {
    await connection.nats.request('$O.files.C.one', 'x'.repeat(1_000));
  }
}

/** How many partitions the zone remembers to have. */
async function rememberedPartitions(): Promise<string | undefined> {
  await using connection = await connect({ servers: [where().nats], name: 'test' });
  const { streams } = await connection.jetStream();
  const found = await streams.getMessage('KV_edgestep_keys', {
    last_by_subj: '$KV.edgestep_keys.partitions',
  });
  return found?.string();
}

async function startAgain(): Promise<void> {
  controlPlane = await pieces.startControlPlane();
  node = await pieces.startNode(ZONE);
}

describe('a backup of a zone at work', { timeout: 120_000 }, () => {
  it('brings back every execution that was acknowledged before it, after the zone has lost its disk', async () => {
    const waits = await create('waits', { Type: 'Wait', Seconds: 3_600, End: true });
    const passes = await create('passes', { Type: 'Pass', End: true });
    const short = await create('short', { Type: 'Wait', Seconds: 8, End: true });
    const { activityArn } = await zone.createActivity({ name: 'approve' });
    const asks = await create('asks', { Type: 'Task', Resource: activityArn, End: true });
    const asked = await zone.startExecution({ stateMachineArn: asks });
    const task = await zone.getActivityTask({ activityArn });
    const timed = await zone.startExecution({ stateMachineArn: short });
    const ended = await zone.startExecution({ stateMachineArn: passes, input: '{"kept":true}' });
    await expect.poll(() => statusOf(ended.executionArn)).toBe('SUCCEEDED');
    const acknowledged: string[] = [];
    const stopLoad = load(waits, (executionArn) => acknowledged.push(executionArn));
    await expect.poll(() => acknowledged.length).toBeGreaterThan(30);
    const before = [...acknowledged];
    expect(await backUp()).toBe(true);
    await stopLoad();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(results).toMatchObject([{ zone: ZONE, file, messages: expect.any(Number) }]);

    await wipe('hub lost');
    await bringBack();
    expect(await rememberedPartitions()).toBe('4');
    await startAgain();
    for (const executionArn of before) expect(await statusOf(executionArn)).toBe('RUNNING');
    for (const executionArn of before) await zone.stopExecution({ executionArn });
    expect(await zone.describeExecution({ executionArn: ended.executionArn })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"kept":true}',
    });
    const { executions } = await zone.listExecutions({ stateMachineArn: passes });
    expect(executions.map(({ executionArn }) => executionArn)).toEqual([ended.executionArn]);
    await zone.sendTaskSuccess({ taskToken: task.taskToken ?? '', output: '"yes"' });
    await expect.poll(() => statusOf(asked.executionArn)).toBe('SUCCEEDED');
    await expect.poll(() => statusOf(timed.executionArn), { timeout: 30_000 }).toBe('SUCCEEDED');
    const next = await zone.startExecution({ stateMachineArn: passes });
    await expect.poll(() => statusOf(next.executionArn)).toBe('SUCCEEDED');
  });

  it('is completed by what the hub has beyond it', async () => {
    const stateMachineArn = await create('waits', { Type: 'Wait', Seconds: 3_600, End: true });
    await zone.startExecution({ stateMachineArn });
    await backUp();
    const after: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      after.push((await zone.startExecution({ stateMachineArn })).executionArn);
    }
    await untilMirrored();
    await wipe('hub kept');
    await bringBack();
    await startAgain();
    for (const executionArn of after) await expect.poll(() => statusOf(executionArn)).toBe('RUNNING');
  });

  it('is restored by calling it again when that was interrupted; no node opens a log meanwhile', async () => {
    const stateMachineArn = await create('waits', { Type: 'Wait', Seconds: 3_600, End: true });
    const arns: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      arns.push((await zone.startExecution({ stateMachineArn })).executionArn);
    }
    await backUp();
    await wipe('hub lost');
    await using connection = await connectToZone(ZONE, { servers: [where().nats], name: 'test' });
    const interrupted = restoreZone({
      connection,
      zone: ZONE,
      open: () => readCompressed(file),
      onProgress: (what, messages) => {
        if (what === 'restored' && messages === 10) throw new Error('interrupted');
      },
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    const { streams } = await connection.jetStream();
    const names = (await Array.fromAsync(streams.names())).filter((name) => name.startsWith('EDGESTEP_P'));
    const partition = Number(names[0]?.slice('EDGESTEP_P'.length));
    const open = { connection, partition, epoch: 9, owner: 'n', signal: new AbortController().signal };
    await expect(openPartitionLog(open)).rejects.toMatchObject({
      message: expect.stringContaining('is being repaired or restored'),
    });
    await bringBack();
    await startAgain();
    for (const executionArn of arns) expect(await statusOf(executionArn)).toBe('RUNNING');
  });

  it.each([
    ['in the midst', 0.31],
    ['at the end', 0.999],
  ])(
    'names a bucket of which the server counts what it cannot read, and brings the rest back (%s)',
    async (_, place) => {
      const stateMachineArn = await create('waits', { Type: 'Wait', Seconds: 3_600, End: true });
      const { executionArn } = await zone.startExecution({ stateMachineArn });
      await fillBucket();
      const server = pieces.servers.zone(ZONE);
      await server.stop();
      const [block = ''] = await storedBlocks(server, BUCKET);
      await flipBit(block, place);
      await server.restart();
      expect(await backUp()).toBe(false);
      expect(results).toMatchObject([{ damaged: [BUCKET] }]);
      await wipe('hub lost');
      await bringBack();
      await startAgain();
      expect(await statusOf(executionArn)).toBe('RUNNING');
    },
  );

  it('is not restored over a zone that holds something, or whose nodes are at work', async () => {
    const stateMachineArn = await create('waits', { Type: 'Wait', Seconds: 3_600, End: true });
    const { executionArn } = await zone.startExecution({ stateMachineArn });
    await backUp();
    await expect(bringBack()).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('nodes of the zone are at work'),
    });
    await node[Symbol.asyncDispose]();
    await expect(bringBack()).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(/^the zone is not empty: EDGESTEP_P\d+ holds/),
    });
    node = await pieces.startNode(ZONE);
    expect(await statusOf(executionArn)).toBe('RUNNING');
  });

  it('is proven before anything is written: a file that is cut, spoiled or something else changes nothing', async () => {
    const stateMachineArn = await create('waits', { Type: 'Wait', Seconds: 3_600, End: true });
    for (let count = 0; count < 20; count += 1) await zone.startExecution({ stateMachineArn });
    await backUp();
    const sound = await readFile(file);
    await wipe('hub lost');
    const spoiled = Buffer.from(sound);
    spoiled[Math.floor(sound.length / 2)]! ^= 1;
    for (const bytes of [sound.subarray(0, -100), spoiled, Buffer.from('not a backup')]) {
      await writeFile(file, bytes);
      await expect(bringBack()).rejects.toMatchObject({
        code: 'log-damaged',
        message: expect.stringContaining('cannot be read'),
      });
    }
    await using connection = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'test' });
    const { streams } = await connection.jetStream();
    expect(await Array.fromAsync(streams.names())).toEqual([]);
    await writeFile(file, sound);
    await bringBack();
    expect(await Array.fromAsync(streams.names())).not.toEqual([]);
  });
});
