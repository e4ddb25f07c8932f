import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { followStream } from './follow-stream.ts';

const STREAM = 'frames';
const FOLLOWERS = 8;
const COUNT = 500;
const SIZE = 16 * 1024;
/** In the middle: more than is ever asked for at once. */
const LARGE = { at: 250, size: 1_000_000 };
/** More than all followers can have asked for at a time, the large one among it; a sixth of what all of them get. */
const PENDING_MAX = '12MB';

let server: NatsTestServer;
let connection: Connection;
let cuts = 0;

beforeEach(async () => {
  server = await startNatsServer(
    ({ dir, port }) =>
      `listen: 127.0.0.1:${port}\nmax_pending: ${PENDING_MAX}\njetstream { store_dir: ${JSON.stringify(dir)} }\n`,
  );
  connection = await connect({ servers: [server.url], name: 'test' });
  cuts = 0;
  connection.onCut(() => (cuts += 1));
  const { streams } = await connection.jetStream();
  await streams.add({ name: STREAM, subjects: [STREAM] });
  for (let number = 1; number <= COUNT; number += 1) {
    const size = number === LARGE.at ? LARGE.size : SIZE;
    await connection.nats.request(STREAM, new Uint8Array(size), { timeout: 30_000 });
  }
});

afterEach(async () => {
  await connection[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

describe('the messages of a stream', () => {
  it('reach many who follow it and are slow, large ones too, without the server ending the connection', async () => {
    const stop = new AbortController();
    const follow = async () => {
      const sequences: number[] = [];
      for await (const { sequence } of followStream(connection, {
        stream: STREAM,
        fromSequence: 1,
        signal: stop.signal,
      })) {
        if (sequences.length % 100 === 0) standStill(50);
        if (sequences.push(sequence) === COUNT) return sequences;
      }
      return sequences;
    };
    const all = await Promise.all(Array.from({ length: FOLLOWERS }, follow));
    stop.abort();
    const expected = Array.from({ length: COUNT }, (_, index) => index + 1);
    expect(all).toEqual(Array.from({ length: FOLLOWERS }, () => expected));
    expect(cuts).toBe(0);
  });
});

describe('a pull', () => {
  it('ends without a word when it was filled to the last byte: it is renewed all the same', async () => {
    const { streams } = await connection.jetStream();
    await streams.add({ name: 'full', subjects: ['full'] });
    // A pull takes one of them; subject, reply and contents of one of all sizes make up exactly what was asked for.
    const sizes = Array.from({ length: 120 }, (_, index) => 256 * 1024 - 140 + index);
    for (const size of sizes)
      await connection.nats.request('full', new Uint8Array(size), { timeout: 30_000 });
    let consumers = 0;
    connection.nats.subscribe('$JS.EVENT.ADVISORY.CONSUMER.CREATED.full.>', {
      callback: () => void (consumers += 1),
    });
    await connection.nats.flush();
    const stop = new AbortController();
    const read: number[] = [];
    for await (const { data } of followStream(connection, {
      stream: 'full',
      fromSequence: 1,
      signal: stop.signal,
    })) {
      if (read.push(data.length) === sizes.length) break;
    }
    await connection.nats.flush();
    expect(read).toEqual(sizes);
    expect(consumers).toBe(1);
  });
});

describe('who rests when all is delivered', () => {
  it('asks for the first message at once, and then for all that has come meanwhile', async () => {
    const { streams } = await connection.jetStream();
    await streams.add({ name: 'trickle', subjects: ['trickle'] });
    let pulls = 0;
    connection.nats.subscribe('$JS.API.CONSUMER.MSG.NEXT.trickle.>', { callback: () => void (pulls += 1) });
    const stop = new AbortController();
    const read: number[] = [];
    const reading = (async () => {
      const place = { stream: 'trickle', fromSequence: 1, signal: stop.signal, restMs: 1_000 };
      for await (const { sequence } of followStream(connection, place)) read.push(sequence);
    })();
    const publish = async (count: number) => {
      for (let index = 0; index < count; index += 1) connection.nats.publish('trickle');
      await connection.nats.flush();
    };
    await expect.poll(() => pulls).toBe(1);
    await publish(1);
    await expect.poll(() => read).toEqual([1]);
    await publish(200);
    expect(read).toEqual([1]);
    await expect.poll(() => read.length).toBe(201);
    await publish(1);
    await expect.poll(() => read.length).toBe(202);
    expect(read).toEqual(Array.from({ length: 202 }, (_, index) => index + 1));
    // The first, the 200, the last, and one that waits for more or is about to.
    expect(pulls).toBeLessThanOrEqual(4);
    stop.abort();
    await reading;
  });

  it('is given large messages too, and as much as comes to many pulls without a rest', async () => {
    const stop = new AbortController();
    const place = { stream: STREAM, fromSequence: 1, signal: stop.signal, restMs: 60_000 };
    const read: number[] = [];
    for await (const { sequence } of followStream(connection, place))
      if (read.push(sequence) === COUNT) break;
    expect(read).toEqual(Array.from({ length: COUNT }, (_, index) => index + 1));
  });
});

/** A process that is busy with something else takes nothing off its connection. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
