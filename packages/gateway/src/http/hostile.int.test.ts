import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFrontDoor, type FrontDoor } from './front-door.ts';
import type { Listening } from './listener.ts';

const BODY_BYTES_MAX = 64 * 1024;

const HEAD = {
  'x-amz-target': 'AWSStepFunctions.ListStateMachines',
  'content-type': 'application/x-amz-json-1.0',
};

describe('a front door among hostile clients', () => {
  let door: FrontDoor;
  let at: Listening;
  let faults: unknown[];

  beforeEach(async () => {
    faults = [];
    door = await createFrontDoor({
      handlers: { ListStateMachines: async () => ({ stateMachines: [] }) },
      log: { error: (fields) => faults.push(fields) },
      limits: {
        bodyBytesMax: BODY_BYTES_MAX,
        headTimeoutMs: 300,
        requestTimeoutMs: 600,
        drainTimeoutMs: 200,
      },
    });
    at = await door.listen({ host: '127.0.0.1', port: 0 });
  });

  afterEach(async () => {
    await expectAnswers();
    expect(faults).toEqual([]);
    await door.close();
  });

  async function post(body: string | Uint8Array, headers: Record<string, string> = HEAD) {
    const response = await fetch(`${at.url}/`, { method: 'POST', headers, body: Buffer.from(body) });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(text) as Record<string, string>,
    };
  }

  async function expectAnswers(): Promise<void> {
    expect(await post('{}')).toMatchObject({ status: 200, body: { stateMachines: [] } });
  }

  /** Sends bytes as they are and resolves with all that comes back until the server closes the connection. */
  async function raw(...chunks: readonly string[]): Promise<string> {
    const socket = connect(at.port, '127.0.0.1');
    let received = '';
    socket.on('data', (data) => (received += data.toString()));
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    for (const chunk of chunks) socket.write(chunk);
    await closed;
    return received;
  }

  it.each(['{', 'nonsense', '{"a":1}}', '\u0000', '[1,'])('refuses what is no JSON: %j', async (body) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { __type: 'SerializationException' } });
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[\da-f-]{36}$/);
  });

  it.each(['[]', '"text"', '5', 'null', '{"maxResults":"many"}', '{"nextToken":{"$ne":""}}'])(
    'refuses JSON of a wrong type: %s',
    async (body) => {
      expect(await post(body)).toMatchObject({ status: 400, body: { __type: 'SerializationException' } });
    },
  );

  it('refuses bytes that are not UTF-8', async () => {
    const answer = await post(new Uint8Array([0x7b, 0xff, 0x7d]));
    expect(answer).toMatchObject({ status: 400, body: { __type: 'SerializationException' } });
  });

  it('takes an empty body for an empty request', async () => {
    expect(await post('')).toMatchObject({ status: 200 });
  });

  it.each(['{"__proto__":{"stateMachines":1}}', '{"constructor":{"prototype":{"x":1}}}', '{"toString":1}'])(
    'is not led astray by the names of inherited members: %s',
    async (body) => {
      expect(await post(body)).toMatchObject({ status: 200 });
      expect(({} as Record<string, unknown>).stateMachines).toBeUndefined();
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    },
  );

  it.each([
    undefined,
    '',
    'ListStateMachines',
    'AWSStepFunctions.',
    'AWSStepFunctions.__proto__',
    'AWSStepFunctions.DropTables',
    'AWSStepFunctions.StartExecution',
    'Other.ListStateMachines',
  ])('does not know the operation of the target %j', async (target) => {
    const headers: Record<string, string> = { 'content-type': 'application/x-amz-json-1.0' };
    if (target !== undefined) headers['x-amz-target'] = target;
    expect(await post('{}', headers)).toMatchObject({
      status: 400,
      body: { __type: 'UnknownOperationException' },
    });
  });

  it('refuses a media type that a page of another origin could send', async () => {
    const answer = await post('{}', { ...HEAD, 'content-type': 'text/plain' });
    expect(answer).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('refuses a body that is too large, whether its length is announced or not', async () => {
    const large = 'x'.repeat(BODY_BYTES_MAX + 1);
    const announced = await post(large);
    expect(announced).toMatchObject({ status: 413, body: { __type: 'RequestEntityTooLargeException' } });
    const head = Object.entries(HEAD)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const chunked = await raw(
      `POST / HTTP/1.1\r\nhost: a\r\n${head}transfer-encoding: chunked\r\n\r\n`,
      `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`,
    );
    expect(chunked).toContain('413 Payload Too Large');
    expect(chunked).toContain('RequestEntityTooLargeException');
  });

  it('reads JSON of any depth', async () => {
    const depth = 10_000;
    const answer = await post(`{"deep":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(answer.status).toBe(200);
  });

  it('closes on a client that never ends its head, or its body', async () => {
    expect(await raw('POST / HTTP/1.1\r\nhost: a\r\nx-slow: ')).toContain('408 Request Timeout');
    const head =
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';
    expect(await raw(head)).toContain('408 Request Timeout');
  });

  it('goes on when clients go away in the middle of a body', async () => {
    for (let clients = 0; clients < 20; clients += 1) {
      const socket = connect(at.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{"a":');
      await delay(2);
      socket.destroy();
    }
    await expectAnswers();
  });

  it.each([
    'GARBAGE\r\n\r\n',
    'POST / HTTP/1.1\r\ncontent-length: -5\r\nhost: a\r\n\r\n',
    '\u0016\u0003\u0001',
  ])('closes on what is no HTTP: %j', async (bytes) => {
    expect(await raw(bytes)).toMatch(/^(HTTP\/1\.1 4\d\d|$)/);
  });

  it('refuses heads that never stop growing', async () => {
    expect(await raw(`POST / HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(100_000)}`)).toMatch(
      /^HTTP\/1\.1 431/,
    );
  });

  it.each([
    ['GET', '/', 404],
    ['PUT', '/', 404],
    ['POST', '/other', 404],
    ['GET', '/%zz', 400],
    ['GET', '/..%2f..%2fetc/passwd', 404],
    ['OPTIONS', '/', 404],
  ])('answers %s %s with a problem', async (method, path, status) => {
    const response = await fetch(at.url + path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      status,
      type: 'about:blank',
      requestId: expect.any(String),
    });
  });
});
