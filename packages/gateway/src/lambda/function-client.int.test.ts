import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFunctionClient, type FunctionClient, RESPONSE_BYTES_MAX } from './function-client.ts';

const SECOND = 1_000;
const forever = new AbortController().signal;

describe('the function client', () => {
  let server: Server;
  let client: FunctionClient;
  let respond: RequestListener;
  const seen: { url: string; headers: IncomingMessage['headers']; body: string; port: unknown }[] = [];

  beforeEach(async () => {
    seen.length = 0;
    respond = (_request, response) => response.end('{}');
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      seen.push({ url: request.url ?? '', headers: request.headers, body, port: request.socket.remotePort });
      respond(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = await createFunctionClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`);
  });

  afterEach(async () => {
    await client[Symbol.asyncDispose]();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const invoke = (more: object = {}) =>
    client.invoke({ functionName: 'f', payload: { a: 1 }, signal: forever, timeoutMs: 5 * SECOND, ...more });

  it('invokes by name or ARN, with everything that the API knows', async () => {
    await invoke({
      functionName: 'arn:aws:lambda:dallas:000000000000:function:detect',
      qualifier: '$LATEST',
      invocationType: 'Event',
      clientContext: 'e30=',
      logType: 'Tail',
    });
    expect(seen).toMatchObject([
      {
        url: '/base/2015-03-31/functions/arn%3Aaws%3Alambda%3Adallas%3A000000000000%3Afunction%3Adetect/invocations?Qualifier=%24LATEST',
        body: '{"a":1}',
        headers: {
          'content-type': 'application/json',
          'x-amz-invocation-type': 'Event',
          'x-amz-client-context': 'e30=',
          'x-amz-log-type': 'Tail',
        },
      },
    ]);
  });

  it('sends no body without a payload', async () => {
    await client.invoke({ functionName: 'f', signal: forever, timeoutMs: SECOND });
    expect(seen[0]?.body).toBe('');
  });

  it('keeps connections from call to call', async () => {
    for (let calls = 0; calls < 10; calls += 1) await invoke();
    expect(seen).toHaveLength(10);
    expect(new Set(seen.map(({ port }) => port)).size).toBeLessThan(4);
  });

  it('hands on what the function returned', async () => {
    respond = (_request, response) =>
      response.writeHead(200, { 'X-Amz-Executed-Version': '3' }).end('{"sum":"é"}');
    expect(await invoke()).toMatchObject({ kind: 'returned', payload: '{"sum":"é"}', executedVersion: '3' });
  });

  it('hands on that the function failed, or was refused', async () => {
    respond = (_request, response) =>
      response.writeHead(200, { 'X-Amz-Function-Error': 'Unhandled' }).end('{"errorType":"E"}');
    expect(await invoke()).toMatchObject({ kind: 'function-error', errorType: 'E' });
    respond = (_request, response) => response.writeHead(404).end('{"Message":"none"}');
    expect(await invoke()).toMatchObject({ kind: 'service-error', name: 'ResourceNotFoundException' });
  });

  it('takes a result that is too large for a failure of the function', async () => {
    respond = (_request, response) => response.end('x'.repeat(RESPONSE_BYTES_MAX + 1));
    expect(await invoke()).toMatchObject({
      kind: 'function-error',
      errorType: 'Function.ResponseSizeTooLarge',
    });
  });

  it('gives up at its time-out, and when its caller does', async () => {
    respond = () => undefined;
    expect(await invoke({ timeoutMs: 30 })).toMatchObject({ kind: 'unreachable', reason: 'timeout' });
    const caller = new AbortController();
    const outcome = invoke({ signal: caller.signal });
    setTimeout(() => caller.abort(), 30);
    expect(await outcome).toMatchObject({ kind: 'unreachable', reason: 'aborted' });
  });

  it('waits as long as it takes when the time-out is longer than a timer can hold', async () => {
    respond = (_request, response) => void setTimeout(() => response.end('1'), 50);
    expect(await invoke({ timeoutMs: Number.MAX_SAFE_INTEGER })).toMatchObject({
      kind: 'returned',
      payload: '1',
    });
  });

  it('says that nobody answered when the connection breaks or can not be made', async () => {
    respond = (_request, response) =>
      response.writeHead(200, { 'content-length': '5' }).write('ab', () => response.destroy());
    expect(await invoke()).toMatchObject({ kind: 'unreachable', reason: 'connection' });
    await using nobody = await createFunctionClient('http://127.0.0.1:1');
    const outcome = await nobody.invoke({ functionName: 'f', signal: forever, timeoutMs: SECOND });
    expect(outcome).toMatchObject({
      kind: 'unreachable',
      reason: 'connection',
      message: expect.stringContaining('127.0.0.1:1'),
    });
  });

  it('refuses at once what can never be sent', async () => {
    expect(await invoke({ clientContext: 'a\r\nb: c' })).toMatchObject({
      kind: 'service-error',
      name: 'InvalidRequestContentException',
    });
    expect(seen).toEqual([]);
  });

  it('is not made for an endpoint that is no URL', async () => {
    await expect(createFunctionClient('nowhere')).rejects.toThrow(TypeError);
  });
});
