import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { request } from './request.ts';
import { serve, type RequestHandler } from './serve.ts';

let server: NatsTestServer;
let client: Connection;
let host: Connection;

beforeEach(async () => {
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
  const served = serve(host, { subject, queue, handler });
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
