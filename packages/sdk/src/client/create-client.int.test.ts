import { describe, expect, it } from 'vitest';

import { refusal, startApiPeer, type PeerReply } from '../../test/api-peer.ts';
import { createClient } from './create-client.ts';

const QUICKLY = { baseMs: 1, capMs: 2 };
const executionArn = 'arn:aws:states:los-angeles:000000000000:execution:orders:e-1';
const stateMachineArn = 'arn:aws:states:los-angeles:000000000000:stateMachine:orders';
const started: PeerReply = { body: { executionArn, startDate: 1.5 } };
const unavailable: PeerReply = { status: 503, body: { __type: 'ServiceUnavailable', message: 'moving' } };

describe('a call', () => {
  it('is a POST of AWS JSON 1.0 with the operation as its target', async () => {
    await using peer = await startApiPeer(() => started);
    const client = createClient({ endpoint: peer.endpoint, token: async () => 'secret' });
    const answer = await client.startExecution({ stateMachineArn, name: 'e-1', input: '{}' });
    expect(answer).toEqual({ executionArn, startDate: new Date(1_500) });
    expect(peer.requests).toMatchObject([
      {
        operation: 'StartExecution',
        input: { stateMachineArn, name: 'e-1', input: '{}' },
        headers: { 'content-type': 'application/x-amz-json-1.0', authorization: 'Bearer secret' },
      },
    ]);
  });

  it('throws what the service refused, by its name, with everything that was said', async () => {
    await using peer = await startApiPeer(() =>
      refusal('com.amazonaws.states#ValidationException', 'no', { reason: 'MISSING_REQUIRED_PARAMETER' }),
    );
    const client = createClient({ endpoint: peer.endpoint });
    await expect(client.stopExecution({ executionArn })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'no',
      status: 400,
      requestId: 'r-1',
      fields: { reason: 'MISSING_REQUIRED_PARAMETER' },
    });
    expect(peer.requests).toHaveLength(1);
  });

  it('names an answer that is no JSON for what it is', async () => {
    await using peer = await startApiPeer(() => ({ status: 404, text: '<html>' }));
    const client = createClient({ endpoint: peer.endpoint });
    await expect(client.describeExecution({ executionArn })).rejects.toThrow(/HTTP 404 .* no JSON object/);
  });

  it('refuses an endpoint that is none, before anything is sent', () => {
    expect(() => createClient({ endpoint: 'localhost:7401' })).toThrow('no http or https URL');
  });
});

describe('a call that fails', () => {
  it('is repeated while the service is unavailable or throttles', async () => {
    const replies: PeerReply[] = [unavailable, refusal('ThrottlingException'), started];
    await using peer = await startApiPeer((_, count) => replies[count - 1] ?? 'break-connection');
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY });
    await expect(client.startExecution({ stateMachineArn })).resolves.toMatchObject({ executionArn });
    expect(peer.requests).toHaveLength(3);
  });

  it('is repeated under the same execution name when the answer was lost, so that one execution starts', async () => {
    await using peer = await startApiPeer((_, count) => (count === 1 ? 'break-connection' : started));
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY });
    await client.startExecution({ stateMachineArn });
    const names = peer.requests.map((request) => request.input['name']);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
  });

  it('is not repeated when it may have been taken and must not be taken twice', async () => {
    await using peer = await startApiPeer(() => 'break-connection');
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY });
    await expect(client.startSyncExecution({ stateMachineArn })).rejects.toMatchObject({
      name: 'ServiceUnreachable',
      status: 0,
    });
    expect(peer.requests).toHaveLength(1);
  });

  it('is repeated when the service broke, if that does no harm', async () => {
    const broken: PeerReply = { status: 500, text: 'oops' };
    await using peer = await startApiPeer((_, count) => (count === 1 ? broken : started));
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY });
    await expect(client.startExecution({ stateMachineArn })).resolves.toMatchObject({ executionArn });
    await using other = await startApiPeer(() => broken);
    const once = createClient({ endpoint: other.endpoint, backoff: QUICKLY }).startSyncExecution({
      stateMachineArn,
    });
    await expect(once).rejects.toMatchObject({ name: 'InternalServerError', status: 500 });
    expect(other.requests).toHaveLength(1);
  });

  it('is repeated when the server gave its connection up before it had taken the request', async () => {
    const gaveUp: PeerReply = { status: 408, text: '' };
    await using peer = await startApiPeer((_, count) => (count === 1 ? gaveUp : started));
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY });
    await expect(client.startSyncExecution({ stateMachineArn })).resolves.toMatchObject({ executionArn });
    await using other = await startApiPeer(() => gaveUp);
    const once = createClient({ endpoint: other.endpoint, attemptsMax: 1 });
    await expect(once.describeExecution({ executionArn })).rejects.toMatchObject({ name: 'RequestTimeout' });
  });

  it('asks for the token again before every attempt', async () => {
    await using peer = await startApiPeer((_, count) => (count === 1 ? unavailable : started));
    let tokens = 0;
    const token = (): string => `t${(tokens += 1)}`;
    await createClient({ endpoint: peer.endpoint, backoff: QUICKLY, token }).startExecution({
      stateMachineArn,
    });
    expect(peer.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('gives up after the attempts that it was given', async () => {
    await using peer = await startApiPeer(() => unavailable);
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY, attemptsMax: 3 });
    await expect(client.describeExecution({ executionArn })).rejects.toMatchObject({ status: 503 });
    expect(peer.requests).toHaveLength(3);
  });

  it('says that nobody listens', async () => {
    const peer = await startApiPeer(() => started);
    await peer[Symbol.asyncDispose]();
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY, attemptsMax: 2 });
    await expect(client.startSyncExecution({ stateMachineArn })).rejects.toThrow(
      /not reachable \(ECONNREFUSED\)/,
    );
  });

  it('does not wait longer than it makes sense for a service that asks for patience', async () => {
    await using peer = await startApiPeer(() => ({ ...unavailable, headers: { 'retry-after': '3600' } }));
    const client = createClient({ endpoint: peer.endpoint, backoff: QUICKLY });
    await expect(client.describeExecution({ executionArn })).rejects.toMatchObject({ status: 503 });
    expect(peer.requests).toHaveLength(1);
  });
});

describe('a call that is given up', () => {
  it('throws the reason of its signal while it waits for the answer', async () => {
    await using peer = await startApiPeer(() => 'stay-silent');
    const controller = new AbortController();
    const client = createClient({ endpoint: peer.endpoint });
    const call = client.describeExecution({ executionArn }, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('user left')), 20);
    await expect(call).rejects.toThrow('user left');
  });

  it('throws it between two attempts as well', async () => {
    await using peer = await startApiPeer(() => unavailable);
    const controller = new AbortController();
    const slowly = { baseMs: 10_000_000, capMs: 10_000_000 };
    const client = createClient({ endpoint: peer.endpoint, backoff: slowly });
    const call = client.describeExecution({ executionArn }, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('user left')), 50);
    await expect(call).rejects.toThrow('user left');
  });
});
