import { startNatsServer } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import { serve } from '../rpc/serve.ts';
import { publishJson, requestJson } from './json-bus.ts';

const options = () => ({ timeoutMs: 2_000, signal: new AbortController().signal });

describe('JSON on the bus', () => {
  it('is published as text that any client reads', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    const heard = new Promise<unknown>((resolve) => {
      connection.nats.subscribe('alerts.co2', { callback: (_error, message) => resolve(message.json()) });
    });
    await publishJson(connection, 'alerts.co2', { level: 1_200, room: 'ä' });
    expect(await heard).toEqual({ level: 1_200, room: 'ä' });
  });

  it('is asked and answered', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    await using served = serve(connection, { subject: 'echo', handler: async (bytes) => bytes });
    void served;
    expect(await requestJson(connection, 'echo', [1, null], options())).toEqual({
      kind: 'answered',
      payload: [1, null],
    });
  });

  it.each([
    ['', { kind: 'answered', payload: null }],
    ['<html>', { kind: 'failed', message: expect.stringContaining('not JSON') }],
  ])('reads the answer %j', async (text, answer) => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    await using served = serve(connection, { subject: 'odd', handler: async () => Buffer.from(text) });
    void served;
    expect(await requestJson(connection, 'odd', {}, options())).toEqual(answer);
  });

  it('says when nobody listens', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    expect(await requestJson(connection, 'nobody', {}, options())).toEqual({ kind: 'no-responders' });
  });
});
