import { parseJson } from '@edgestep/shared';
import { startNatsServer } from '@edgestep/testkit';
import { Svcm } from '@nats-io/services';
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

  it('keeps the spelling of numbers on the way there and back', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    await using served = serve(connection, { subject: 'echo', handler: async (bytes) => bytes });
    void served;
    const payload = parseJson('[0.0,12345678901234567890]');
    const answer = await requestJson(connection, 'echo', payload, options());
    expect(JSON.stringify(answer)).toBe('{"kind":"answered","payload":[0.0,12345678901234567890]}');
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

  it('says when a service answers with an error: that is no answer', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    const service = await new Svcm(connection.nats).add({ name: 'lights', version: '1.0.0' });
    service.addEndpoint('dim', {
      subject: 'lights.dim',
      handler: (_error, message) => void message.respondError(404, 'no such lamp'),
    });
    await connection.nats.flush();
    expect(await requestJson(connection, 'lights.dim', {}, options())).toEqual({
      kind: 'failed',
      message: 'The service on lights.dim answered with an error (404: no such lamp).',
    });
  });

  it('says when the server died meanwhile, and publishes when it is back', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    connection.nats.subscribe('silence', { callback: () => {} });
    const asked = requestJson(connection, 'silence', {}, { ...options(), timeoutMs: 60_000 });
    await connection.nats.flush();
    await server.kill();
    expect(await asked).toEqual({ kind: 'unreachable' });
    const published = publishJson(connection, 'alerts', {});
    const stop = new AbortController();
    const unwanted = publishJson(connection, 'alerts', {}, stop.signal);
    stop.abort(new Error('the task timed out'));
    await expect(unwanted).rejects.toThrow('the task timed out');
    await server.restart();
    await published;
    expect(connection.isConnected).toBe(true);
  });
});
