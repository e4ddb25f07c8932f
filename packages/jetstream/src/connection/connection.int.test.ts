import { startNatsServer } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { retried } from '../retry/retried.ts';
import { connect } from './connect.ts';
import type { ConnectionStatus } from './connection-options.ts';

const forEver = new AbortController().signal;

describe('a connection', () => {
  it('comes back after the server was killed, and says so', async () => {
    await using server = await startNatsServer();
    const seen: ConnectionStatus['kind'][] = [];
    await using connection = await connect({
      servers: [server.url],
      name: 'test',
      onStatus: (status) => seen.push(status.kind),
    });
    await server.kill();
    await expect.poll(() => connection.isConnected).toBe(false);
    await server.restart();
    await connection.untilConnected(forEver);
    expect(seen).toEqual(['connected', 'disconnected', 'connected']);
  });

  it('notices a server that keeps the link open and says nothing', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'test' });
    server.pause();
    await expect.poll(() => connection.isConnected, { timeout: 15_000 }).toBe(false);
    server.resume();
    await connection.untilConnected(forEver);
  });

  it('waits for a server that is still to start, though not for ever', async () => {
    await using server = await startNatsServer();
    await server.stop();
    const connecting = connect({ servers: [server.url], name: 'test' });
    await server.restart();
    await using connection = await connecting;
    expect(connection.isConnected).toBe(true);
    await server.stop();
    await expect(
      connect({ servers: [server.url], name: 'test', connectTimeoutMs: 100 }),
    ).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('delivers what was published before it was disposed of', async () => {
    await using server = await startNatsServer();
    await using reader = await connect({ servers: [server.url], name: 'reader' });
    const got: string[] = [];
    reader.nats.subscribe('greeting', {
      callback: (_error, message) => {
        got.push(message.string());
      },
    });
    await reader.nats.flush();
    const writer = await connect({ servers: [server.url], name: 'writer' });
    for (let index = 0; index < 100; index += 1) writer.nats.publish('greeting', String(index));
    await writer[Symbol.asyncDispose]();
    await expect.poll(() => got.length).toBe(100);
    expect(writer.isClosed).toBe(true);
  });

  it('can be disposed of while the server is away', async () => {
    await using server = await startNatsServer();
    const connection = await connect({ servers: [server.url], name: 'test' });
    await server.kill();
    await expect.poll(() => connection.isConnected).toBe(false);
    await connection[Symbol.asyncDispose]();
    await expect(connection.untilConnected(forEver)).rejects.toMatchObject({ code: 'connection-lost' });
  });
});

describe('an operation that may be repeated', () => {
  it('is repeated over an outage, until it succeeds', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'test' });
    const manager = await connection.jetStream();
    await server.kill();
    const info = retried(connection, forEver, () => manager.getAccountInfo());
    await server.restart();
    expect((await info).streams).toBe(0);
  });

  it('ends with its signal', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'test' });
    await server.kill();
    const stop = new AbortController();
    const result = retried(connection, stop.signal, () => connection.nats.flush());
    stop.abort(new Error('enough'));
    await expect(result).rejects.toThrow('enough');
  });

  it('is not repeated when the refusal will not pass', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'test' });
    const manager = await connection.jetStream();
    await expect(retried(connection, forEver, () => manager.streams.info('NONE'))).rejects.toThrow(
      /not found/,
    );
  });
});
