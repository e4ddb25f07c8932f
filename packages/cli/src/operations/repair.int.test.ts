import { createClient, type EdgestepClient } from '@edgestep/sdk';
import { connect } from '@edgestep/jetstream';
import { mirrorStream, partitionOf, partitionStream } from '@edgestep/shared';
import { flipBit, startPieces, storedBlocks, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { UsageError } from '../commands/usage-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { repair, type RepairCommand } from './repair.ts';

const ZONE = 'dallas';
const PARTITIONS = 4;
const HURT = 1;
const definition = JSON.stringify({
  StartAt: 'First',
  States: { First: { Type: 'Wait', Seconds: 3_600, End: true } },
});

let pieces: Pieces;
let controlPlane: StartedPiece;
let zone: EdgestepClient;
let stateMachineArn: string;
let arns: string[];
let said: string[];

beforeEach(async () => {
  said = [];
  arns = [];
  pieces = await startPieces({ zones: [ZONE] });
  controlPlane = await pieces.startControlPlane();
  await pieces.startNode(ZONE);
  zone = createClient({ endpoint: pieces.zoneUrl(ZONE) });
  const created = await zone.createStateMachine({
    name: 'waits',
    definition,
    roleArn: 'arn:aws:iam::000000000000:role/any',
  });
  ({ stateMachineArn } = created);
  for (let count = 0; arns.length < 12; count += 1) await startIfHurt(`n${count}`);
}, 60_000);

afterEach(() => pieces[Symbol.asyncDispose]());

/** Starts an execution of that name, if it belongs to the partition that will be hurt. */
async function startIfHurt(name: string): Promise<void> {
  const executionArn = `arn:aws:states:${ZONE}:000000000000:execution:waits:${name}`;
  if (partitionOf(executionArn, PARTITIONS) !== HURT) return;
  await zone.startExecution({ stateMachineArn, name });
  arns.push(executionArn);
}

/** The hub has everything that the log of the partition holds. */
async function untilMirrored(): Promise<void> {
  await using hub = await connect({ servers: [pieces.servers.hub.url], name: 'hub' });
  await using own = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'zone' });
  const last = async (connection: typeof hub, stream: string) => {
    const { streams } = await connection.jetStream();
    return (await streams.info(stream).catch(() => undefined))?.state.last_seq ?? 0;
  };
  const origin = await last(own, partitionStream(HURT));
  await expect.poll(() => last(hub, mirrorStream(ZONE, HURT))).toBeGreaterThanOrEqual(origin);
}

/** Spoils a record in the midst of a log: the server is stopped in good order, so it keeps what lies behind. */
async function spoil(): Promise<void> {
  const server = pieces.servers.zone(ZONE);
  await server.stop();
  const [block = ''] = await storedBlocks(server, partitionStream(HURT));
  await flipBit(block, 0.5);
  await server.restart();
}

function run(command: Partial<RepairCommand> = {}): Promise<boolean> {
  const terminal: Terminal = {
    format: 'text',
    interactive: false,
    columns: 80,
    result: (_, text) => said.push(...text().split('\n')),
    note: () => {},
    write: () => {},
  };
  return repair(terminal, controlPlane.url, { zone: ZONE, check: false, acceptLoss: false, ...command });
}

async function historiesRead(): Promise<number> {
  const read = arns.map((executionArn) =>
    zone.getExecutionHistory({ executionArn }).then(
      ({ events }) => (events.length > 0 ? 1 : 0),
      () => 0,
    ),
  );
  return (await Promise.all(read)).reduce<number>((sum, one) => sum + one, 0);
}

/** Stops all executions; answers what keeps it from being done. */
async function allStopped(): Promise<readonly string[]> {
  const refusals = arns.map((executionArn) =>
    zone.stopExecution({ executionArn }).then(
      () => undefined,
      (error: Error) => error.message,
    ),
  );
  return (await Promise.all(refusals)).filter((refusal) => refusal !== undefined);
}

describe('edgestep repair', { timeout: 90_000 }, () => {
  it('finds a spoiled record in a zone at work, puts it back from the hub, and the executions go on', async () => {
    // The control plane learns within a second where the zone's servers are.
    await expect.poll(() => run({ check: true }).catch(() => false)).toBe(true);
    expect(said).toHaveLength(PARTITIONS);
    await untilMirrored();
    await spoil();
    await expect
      .poll(async () => {
        await run({ check: true, partition: HURT });
        return said.at(-1);
      })
      .toMatch(/^partition 1: damaged; \d+ records can be put together, [1-9]\d* of them from the hub/);
    expect(await run()).toBe(true);
    expect(said.at(-3)).toMatch(/^partition 1: repaired, \d+ records, [1-9]\d* of them from the hub$/);
    await expect.poll(historiesRead, { timeout: 30_000 }).toBe(arns.length);
    // A node takes the partition up within seconds; until then it is said to be stopped.
    await expect.poll(allStopped, { timeout: 30_000 }).toEqual([]);
    expect(await run({ check: true })).toBe(true);
  });

  it('says what is missing in a command', async () => {
    await expect(run({ acceptLoss: true })).rejects.toBeInstanceOf(UsageError);
    await expect.poll(() => run({ check: true }).catch(() => false)).toBe(true);
    await expect(run({ zone: 'nowhere' })).rejects.toThrow(/knows no zone 'nowhere'; it knows dallas/);
    const nats = pieces.servers.hub.url;
    await expect(run({ nats })).rejects.toThrow(/belongs to 'hub', not to 'dallas'/);
  });
});
