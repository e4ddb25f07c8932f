import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { connect } from '@edgestep/jetstream';
import { startPieces, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ZONE = 'dallas';
const STORE_BYTES = 4 * 1_048_576;
const definition = JSON.stringify({
  StartAt: 'First',
  States: { First: { Type: 'Wait', Seconds: 3_600, End: true } },
});

let pieces: Pieces;
let node: StartedPiece;
let zone: SFNClient;
let stateMachineArn: string | undefined;

beforeEach(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  const server = pieces.servers.zone(ZONE);
  const file = join(server.place.dir, 'nats-server.conf');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('jetstream: {', `jetstream: {\n  max_file_store: ${STORE_BYTES}`));
  await server.restart();
  await pieces.startControlPlane();
  node = await pieces.startNode(ZONE);
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  zone = new SFNClient({ endpoint: pieces.zoneUrl(ZONE), region: ZONE, credentials, maxAttempts: 1 });
  const roleArn = 'arn:aws:iam::000000000000:role/any';
  ({ stateMachineArn } = await zone.send(
    new CreateStateMachineCommand({ name: 'waits', definition, roleArn }),
  ));
}, 60_000);

afterEach(() => pieces[Symbol.asyncDispose]());

/** Fills the store of the zone's server, up to so much of it; answers what frees it again. */
async function fill(share: number): Promise<() => Promise<void>> {
  const connection = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'filler' });
  const { streams } = await connection.jetStream();
  await streams.add({ name: 'FILLER', subjects: ['filler'] });
  const chunk = new Uint8Array(32_768);
  const used = async () => {
    const varz = (await (await fetch(`${pieces.servers.zone(ZONE).monitorUrl}/varz`)).json()) as {
      jetstream: { stats: { storage: number } };
    };
    return varz.jetstream.stats.storage;
  };
  for (let refused = 0; refused < 3 && (await used()) < STORE_BYTES * share;) {
    const answer = await connection.nats.request('filler', chunk, { timeout: 5_000 });
    if (answer.string().includes('error')) refused += 1;
  }
  return async () => {
    await streams.delete('FILLER');
    await connection[Symbol.asyncDispose]();
  };
}

function start(name: string) {
  return zone.send(new StartExecutionCommand({ stateMachineArn, name }));
}

async function text(path: string): Promise<string> {
  return (await fetch(`${node.url}${path}`)).text();
}

describe('a zone whose store fills up', { timeout: 90_000 }, () => {
  it('starts nothing new from the mark on, and says so; what is open can end; it starts again when there is room', async () => {
    const open = await start('open');
    const free = await fill(0.87);
    await expect
      .poll(() => text('/readyz'))
      .toMatch(/nothing new is started: the JetStream store of dallas is 8\d % full/);
    await expect(start('refused')).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      message: expect.stringMatching(
        /^The zone dallas starts nothing new: the JetStream store of dallas is 8\d % full/,
      ),
    });
    const again = await start('open');
    expect(again.startDate).toEqual(open.startDate);
    await zone.send(new StopExecutionCommand({ executionArn: open.executionArn }));
    expect(await text('/metrics')).toMatch(/edgestep_starts_refused_total [1-9]/);
    expect(await text('/metrics')).toMatch(
      /edgestep_store_used_ratio\{store="the JetStream store of dallas"\} 0\.8/,
    );
    await free();
    const started = () =>
      start('later').then(
        () => true,
        () => false,
      );
    await expect.poll(started).toBe(true);
  });

  it('loses nothing that was acknowledged when the store is full to the brim, and goes on when there is room', async () => {
    const open = await start('open');
    const free = await fill(2);
    const stop = zone.send(new StopExecutionCommand({ executionArn: open.executionArn })).then(
      () => 'stopped',
      (error: Error) => error.name,
    );
    await expect
      .poll(() => text('/readyz'), { timeout: 25_000 })
      .toMatch(/partition \d has written nothing for \d+ s/);
    expect((await zone.send(new DescribeExecutionCommand({ executionArn: open.executionArn }))).status).toBe(
      'RUNNING',
    );
    await free();
    const ends = async () =>
      (await zone.send(new DescribeExecutionCommand({ executionArn: open.executionArn }))).status;
    await expect.poll(ends, { timeout: 25_000 }).toBe('ABORTED');
    expect(await stop).toMatch(/stopped|ServiceUnavailable/);
    const ready = async () => (await fetch(`${node.url}/readyz`)).status;
    await expect.poll(ready).toBe(200);
    const started = () =>
      start('later').then(
        () => true,
        () => false,
      );
    await expect.poll(started).toBe(true);
  });
});
