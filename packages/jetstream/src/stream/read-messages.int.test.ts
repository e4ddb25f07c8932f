import { setTimeout as delay } from 'node:timers/promises';

import { flipBit, startNatsServer, storedBlocks, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { readMessages } from './read-messages.ts';

const STREAM = 'numbers';
const COUNT = 2_000;
/** Longer than a silence that makes a reader ask. */
const PAUSE_MS = 4_000;

let server: NatsTestServer;
let connection: Connection;

beforeEach(async () => {
  server = await startNatsServer();
  connection = await connect({ servers: [server.url], name: 'test' });
  const { streams } = await connection.jetStream();
  await streams.add({ name: STREAM, subjects: [`${STREAM}.*`] });
  const body = 'x'.repeat(500);
  const published = Array.from({ length: COUNT }, (_, number) =>
    connection.nats.request(`${STREAM}.${number}`, body, { timeout: 30_000 }),
  );
  await Promise.all(published);
});

afterEach(async () => {
  await connection[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function sequences(
  last = COUNT,
  from = 1,
  onRead?: (sequence: number) => Promise<void>,
): Promise<number[]> {
  const read: number[] = [];
  for await (const { sequence } of readMessages(connection, { stream: STREAM, from, last })) {
    read.push(sequence);
    await onRead?.(sequence);
  }
  return read;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe('the messages of a stream up to a sequence', { timeout: 60_000 }, () => {
  it('are those that are there, and no later ones', async () => {
    const { streams } = await connection.jetStream();
    expect(await sequences(30, 20)).toEqual(range(20, 30));
    for (const gone of [21, 22, 30]) await streams.deleteMessage(STREAM, gone);
    expect(await sequences(30, 20)).toEqual([20, ...range(23, 29)]);
    await streams.purge(STREAM, { seq: COUNT - 1 });
    expect(await sequences()).toEqual([COUNT - 1, COUNT]);
    await streams.purge(STREAM);
    expect(await sequences()).toEqual([]);
    await streams.delete(STREAM);
    expect(await sequences()).toEqual([]);
  });

  it('are all read though the server stands still for a while, or is started again', async () => {
    const harm = async (sequence: number) => {
      if (sequence === 10) {
        server.pause();
        await delay(PAUSE_MS);
        server.resume();
      }
      if (sequence === 1_000) await server.restart();
    };
    expect(await sequences(COUNT, 1, harm)).toEqual(range(1, COUNT));
  });

  it('are said to be damaged when the server counts them and does not give them', async () => {
    await server.stop();
    const [block = ''] = await storedBlocks(server, STREAM);
    await flipBit(block, 0.9998);
    await server.restart();
    const read: number[] = [];
    const reading = sequences(COUNT, 1, async (sequence) => void read.push(sequence));
    await expect(reading).rejects.toMatchObject({
      code: 'log-damaged',
      message: expect.stringContaining(`${STREAM} is damaged`),
    });
    expect(read).toEqual(range(1, COUNT - 1));
  });
});
