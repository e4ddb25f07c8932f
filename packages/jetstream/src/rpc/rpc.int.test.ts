import { connect as connectSocket } from 'node:net';

import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { publish } from './publish.ts';
import { request } from './request.ts';
import { serve, type RequestHandler } from './serve.ts';
import { subscribe } from './subscribe.ts';

let server: NatsTestServer;
let client: Connection;
let host: Connection;
const faults: unknown[] = [];

beforeEach(async () => {
  faults.length = 0;
  server = await startNatsServer();
  client = await connect({ servers: [server.url], name: 'client' });
  host = await connect({ servers: [server.url], name: 'host' });
});

afterEach(async () => {
  await client[Symbol.asyncDispose]();
  await host[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const bytes = (text: string) => Buffer.from(text);

async function serving(handler: RequestHandler, queue = 'q', subject = 'sums'): Promise<AsyncDisposable> {
  const served = serve(host, { subject, queue, onFault: (fault) => faults.push(fault), handler });
  await host.nats.flush();
  return served;
}

function ask(text: string, timeoutMs = 5_000, retryNoResponders = false) {
  return request(client, 'sums', bytes(text), { timeoutMs, retryNoResponders });
}

describe('a request', () => {
  it('is answered by whoever serves its subject', async () => {
    await using _ = await serving(async (input) => bytes(`${String(input)}=2`));
    const outcome = await ask('1+1');
    expect(outcome.kind).toBe('answered');
    expect(outcome.kind === 'answered' && Buffer.from(outcome.bytes).toString()).toBe('1+1=2');
  });

  it('tells that nobody listens, or waits for somebody who soon will', async () => {
    expect(await ask('?')).toEqual({ kind: 'no-responders' });
    const asked = ask('?', 5_000, true);
    await using _ = await serving(async () => bytes('here I am'));
    expect((await asked).kind).toBe('answered');
    expect(await request(client, 'nobody', bytes(''), { timeoutMs: 100, retryNoResponders: true })).toEqual({
      kind: 'no-responders',
    });
  });

  it('tells that no answer came in time', async () => {
    const never = Promise.withResolvers<Uint8Array>();
    await using _ = await serving(() => never.promise);
    expect(await ask('?', 50)).toEqual({ kind: 'timeout' });
    never.resolve(bytes(''));
  });

  it('tells why the handler failed, and the handler serves on', async () => {
    await using _ = await serving(async (input) => {
      if (String(input) === 'good') return bytes('fine');
      if (String(input) === 'large') return Buffer.alloc(9_000_000);
      throw new Error('zero ÷ zero\nis nothing');
    });
    expect(await ask('bad')).toEqual({ kind: 'failed', message: 'zero ÷ zero\nis nothing' });
    expect(await ask('large')).toMatchObject({ kind: 'failed' });
    expect((await ask('good')).kind).toBe('answered');
    expect(faults).toMatchObject([
      { message: 'zero ÷ zero\nis nothing' },
      { message: expect.stringMatching(/max_payload/) },
    ]);
  });

  it('names the subject that was asked to who serves many', async () => {
    await using _ = await serving(async (_input, _signal, subject) => bytes(subject), 'q', 'sums.*');
    const outcome = await request(client, 'sums.large', bytes(''), { timeoutMs: 5_000 });
    expect(outcome.kind === 'answered' && Buffer.from(outcome.bytes).toString()).toBe('sums.large');
  });

  it('goes to one of those that serve under the same name, and to all without one', async () => {
    const asked: string[] = [];
    const handler = (who: string) => async () => {
      asked.push(who);
      return bytes(who);
    };
    await using _a = await serving(handler('a'), 'q');
    await using _b = await serving(handler('b'), 'q');
    for (let round = 0; round < 10; round += 1) await ask('?');
    expect(asked).toHaveLength(10);
    await using _c = serve(host, { subject: 'all', handler: handler('c') });
    await using _d = serve(host, { subject: 'all', handler: handler('d') });
    await host.nats.flush();
    await request(client, 'all', bytes(''), { timeoutMs: 5_000 });
    await expect.poll(() => asked.slice(10).toSorted()).toEqual(['c', 'd']);
  });

  it('is refused at once when its subject or its size cannot be sent, and the connection goes on', async () => {
    await using _ = await serving(async () => bytes('fine'));
    for (const subject of ['', 'two words', 'line\r\nPUB x 0', 'x'.repeat(5_000)]) {
      expect(await request(client, subject, bytes(''), { timeoutMs: 5_000 })).toMatchObject({
        kind: 'failed',
      });
    }
    const large = await request(client, 'sums', Buffer.alloc(9_000_000), { timeoutMs: 5_000 });
    expect(large).toEqual({ kind: 'failed', message: expect.stringMatching(/max_payload/) });
    expect((await ask('?')).kind).toBe('answered');
  });

  it('ends with its signal, and nothing of it is kept', async () => {
    const never = Promise.withResolvers<Uint8Array>();
    await using _ = await serving(() => never.promise);
    const stop = new AbortController();
    const asked = request(client, 'sums', bytes('?'), { timeoutMs: 60_000, signal: stop.signal });
    await client.nats.flush();
    stop.abort();
    expect(await asked).toEqual({ kind: 'timeout' });
    expect(await request(client, 'sums', bytes('?'), { timeoutMs: 9, signal: stop.signal })).toEqual({
      kind: 'timeout',
    });
    never.resolve(bytes('late'));
  });

  it('is not harmed by an answer whose headers break the rules', async () => {
    const raw = Buffer.from('NATS/1.0\r\nbad key: x\r\n\r\n');
    const socket = connectSocket(server.place.port, '127.0.0.1');
    socket.write('CONNECT {"headers":true,"verbose":false}\r\nSUB rude 1\r\n');
    socket.on('data', (chunk: Buffer) => {
      const reply = /MSG rude 1 (\S+) /.exec(chunk.toString())?.[1];
      if (reply === undefined) return;
      socket.write(`HPUB ${reply} ${raw.length} ${raw.length}\r\n`);
      socket.write(Buffer.concat([raw, bytes('\r\n')]));
    });
    const outcome = await request(client, 'rude', bytes('?'), { timeoutMs: 5_000, retryNoResponders: true });
    expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringMatching(/cannot be read/) });
    await using _ = await serving(async () => bytes('fine'));
    expect((await ask('?')).kind).toBe('answered');
    socket.destroy();
  });

  it('tells at once that the connection was cut, and works again when it is back', async () => {
    await using _ = await serving(async (input, signal) => {
      if (String(input) !== 'wait') return bytes('done');
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(bytes('stopped')));
        setTimeout(() => resolve(bytes('late')), 500);
      });
    });
    const cut = ask('wait', 60_000);
    await client.nats.flush();
    await server.kill();
    expect(await cut).toEqual({ kind: 'disconnected' });
    const next = ask('now', 10_000, true);
    await server.restart();
    expect((await next).kind).toBe('answered');
  });

  it('that is being handled is answered though the server of it is disposed of', async () => {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<Uint8Array>();
    const served = await serving(() => {
      begun.resolve();
      return go.promise;
    });
    const asked = ask('?');
    await begun.promise;
    const ended = served[Symbol.asyncDispose]();
    go.resolve(bytes('in time'));
    expect((await asked).kind).toBe('answered');
    await ended;
    expect(await ask('?')).toEqual({ kind: 'no-responders' });
  });
});

describe('a message', () => {
  async function listening(subject: string): Promise<AsyncDisposable & { readonly got: string[] }> {
    const got: string[] = [];
    const listener = subscribe(
      host,
      subject,
      (input, at) => {
        got.push(`${at} ${String(input)}`);
        if (String(input) === 'bad') throw new Error('cannot be digested');
      },
      { onFault: (fault) => faults.push(fault) },
    );
    await host.nats.flush();
    return { got, [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() };
  }

  it('reaches who subscribed, also after one that could not be handled', async () => {
    await using listener = await listening('news.>');
    await publish(client, 'news.local', bytes('bad'));
    await publish(client, 'news.local', bytes('good'));
    await expect.poll(() => listener.got).toEqual(['news.local bad', 'news.local good']);
    expect(faults).toMatchObject([{ message: 'cannot be digested' }]);
  });

  it('is with the server when publishing has ended, though it was away meanwhile', async () => {
    await using listener = await listening('news');
    await server.kill();
    await expect.poll(() => client.isConnected).toBe(false);
    const published = publish(client, 'news', bytes('after the night'));
    await server.restart();
    await published;
    const isHeard = async () => {
      await publish(client, 'news', bytes('in the morning'));
      return listener.got.includes('news in the morning');
    };
    await expect.poll(isHeard, { timeout: 5_000 }).toBe(true);
  });

  it('is refused with words when it can never be sent, and given up with its signal', async () => {
    await expect(publish(client, 'x'.repeat(5_000), bytes(''))).rejects.toThrow(/at most 1024 bytes/);
    await expect(publish(client, 'news', Buffer.alloc(9_000_000))).rejects.toThrow(/9000000 bytes/);
    await server.kill();
    await expect.poll(() => client.isConnected).toBe(false);
    const stop = new AbortController();
    const published = publish(client, 'news', bytes(''), stop.signal);
    stop.abort(new Error('enough'));
    await expect(published).rejects.toThrow('enough');
  });
});
