import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { connect } from '@edgestep/jetstream';
import { mirrorStream, partitionOf, partitionStream, SNAPSHOT_STREAM } from '@edgestep/shared';
import {
  cutFile,
  flipBit,
  startPieces,
  storedBlocks,
  type Pieces,
  type StartedPiece,
} from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ZONE = 'dallas';
const PARTITIONS = 4;
const HURT = 1;
const roleArn = 'arn:aws:iam::000000000000:role/any';
const definition = JSON.stringify({
  StartAt: 'First',
  States: { First: { Type: 'Wait', Seconds: 3_600, End: true } },
});

let pieces: Pieces;
let controlPlane: StartedPiece;
let zone: SFNClient;
let stateMachineArn: string;

beforeEach(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  controlPlane = await pieces.startControlPlane();
  zone = clientOf(pieces.zoneUrl(ZONE));
}, 60_000);

afterEach(() => pieces[Symbol.asyncDispose]());

function clientOf(endpoint: string): SFNClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new SFNClient({ endpoint, region: ZONE, credentials, maxAttempts: 1 });
}

async function createMachine(): Promise<void> {
  const centre = clientOf(controlPlane.url);
  const created = await centre.send(new CreateStateMachineCommand({ name: 'waits', definition, roleArn }));
  stateMachineArn = (created.stateMachineArn ?? '').replace(':hub:', `:${ZONE}:`);
  const describe = () => zone.send(new DescribeStateMachineCommand({ stateMachineArn }));
  await expect.poll(() => describe().then(({ status }) => status, String)).toBe('ACTIVE');
}

/** An execution's ARN in a partition, made by trying names. */
function nameIn(partition: number, suffix: string): string {
  for (let count = 0; ; count += 1) {
    const name = `n${count}-${suffix}`;
    const executionArn = `arn:aws:states:${ZONE}:000000000000:execution:waits:${name}`;
    if (partitionOf(executionArn, PARTITIONS) === partition) return name;
  }
}

async function start(partition: number, suffix: string): Promise<string> {
  const name = nameIn(partition, suffix);
  const { executionArn } = await zone.send(new StartExecutionCommand({ stateMachineArn, name }));
  return executionArn ?? '';
}

/** Kills the zone's server, harms the file that holds a stream, and starts the server again. */
async function harm(stream: string, damage: (block: string) => Promise<void>): Promise<void> {
  const server = pieces.servers.zone(ZONE);
  await server.kill();
  const [block = ''] = await storedBlocks(server, stream);
  await damage(block);
  await server.restart();
}

function cutLog(partition: number): Promise<void> {
  return harm(partitionStream(partition), (block) => cutFile(block, 0.4));
}

async function untilMirrored(partition: number): Promise<void> {
  await using hub = await connect({ servers: [pieces.servers.hub.url], name: 'hub' });
  await using own = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'zone' });
  const last = async (connection: typeof hub, stream: string) => {
    const { streams } = await connection.jetStream();
    return (await streams.info(stream).catch(() => undefined))?.state.last_seq ?? 0;
  };
  const origin = await last(own, partitionStream(partition));
  await expect.poll(() => last(hub, mirrorStream(ZONE, partition))).toBeGreaterThanOrEqual(origin);
}

/** Takes away what the hub has of the zone's logs. */
async function forgetAtHub(): Promise<void> {
  await controlPlane[Symbol.asyncDispose]();
  await using hub = await connect({ servers: [pieces.servers.hub.url], name: 'hub' });
  const { streams } = await hub.jetStream();
  for await (const name of streams.names()) if (name.startsWith(`${ZONE}_`)) await streams.delete(name);
}

async function text(path: string, node: StartedPiece): Promise<string> {
  return (await fetch(`${node.url}${path}`)).text();
}

async function statusOf(executionArn: string): Promise<string | undefined> {
  return (await zone.send(new DescribeExecutionCommand({ executionArn }))).status;
}

describe('a zone whose snapshots are damaged', { timeout: 90_000 }, () => {
  it.each([
    ['a bit is flipped', (block: string) => flipBit(block, 0.3)],
    ['they are cut', (block: string) => cutFile(block, 0.2)],
  ])('reads its logs instead, and nothing is missing: %s', async (_, damage) => {
    const before = await pieces.startNode(ZONE);
    await createMachine();
    const arns: string[] = [];
    for (const partition of [0, 1, 2, 3]) {
      for (let count = 0; count < 5; count += 1) arns.push(await start(partition, String(count)));
    }
    // It takes its last snapshots as it leaves.
    await before[Symbol.asyncDispose]();
    await harm(SNAPSHOT_STREAM, damage);
    const after = await pieces.startNode(ZONE);
    expect(await (await fetch(`${after.url}/readyz`)).json()).toEqual({ ready: true, reasons: [] });
    for (const executionArn of arns) await zone.send(new StopExecutionCommand({ executionArn }));
    for (const executionArn of arns) await expect.poll(() => statusOf(executionArn)).toBe('ABORTED');
  });
});

describe('a zone whose server lost the end of a log', { timeout: 90_000 }, () => {
  it('gets it back from the hub before anybody writes to it, and its executions go on', async () => {
    const before = await pieces.startNode(ZONE);
    await createMachine();
    const arns: string[] = [];
    for (let count = 0; count < 10; count += 1) arns.push(await start(HURT, String(count)));
    await untilMirrored(HURT);
    await before[Symbol.asyncDispose]();
    await cutLog(HURT);
    const after = await pieces.startNode(ZONE);
    for (const executionArn of arns) await expect.poll(() => statusOf(executionArn)).toBe('RUNNING');
    expect(await text('/metrics', after)).toMatch(
      /edgestep_log_records_restored_total\{partition="1"\} [1-9]/,
    );
    for (const executionArn of arns) await zone.send(new StopExecutionCommand({ executionArn }));
    for (const executionArn of arns) await expect.poll(() => statusOf(executionArn)).toBe('ABORTED');
  });

  it('stops that partition, says why, and goes on with the others, when nobody has it', async () => {
    const before = await pieces.startNode(ZONE);
    await createMachine();
    for (let count = 0; count < 10; count += 1) await start(HURT, String(count));
    await before[Symbol.asyncDispose]();
    await forgetAtHub();
    await cutLog(HURT);
    const after = await pieces.startNode(ZONE);
    const why = /the log EDGESTEP_P01 is damaged at sequence \d+: .* has seen record \d+ of epoch \d+/;
    await expect.poll(() => text('/readyz', after)).toMatch(/partition 1 is stopped/);
    const ready = await fetch(`${after.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      ready: true,
      reasons: [],
      warnings: [expect.stringMatching(why)],
    });
    expect(await text('/metrics', after)).toMatch(/edgestep_log_damage_total\{partition="1"\} [1-9]/);
    await expect(start(HURT, 'refused')).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      message: expect.stringMatching(why),
    });
    for (const partition of [0, 2, 3]) {
      expect(await statusOf(await start(partition, 'beside'))).toBe('RUNNING');
    }
    const restarted = await pieces.startControlPlane();
    const zones = async () => {
      const answer = (await (await fetch(`${restarted.url}/v1/zones`)).json()) as {
        zones: { stopped: object[] }[];
      };
      return answer.zones[0]?.stopped;
    };
    await expect.poll(zones).toEqual([{ partition: HURT, reason: expect.stringMatching(why) }]);
  });
});
