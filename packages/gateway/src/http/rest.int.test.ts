import { ApiError } from '@edgestep/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Readiness } from '../port/readiness.ts';
import type { RestRequest, RestRoute } from '../port/rest-route.ts';
import { createFrontDoor, type FrontDoor } from './front-door.ts';
import { RestProblem } from './rest-problem.ts';

const SECRET = new Error('password=hunter2');

describe('REST routes beside the AWS protocol', () => {
  let door: FrontDoor;
  let url: string;
  let readiness: Readiness;
  let seen: RestRequest | undefined;
  let streamEnded: PromiseWithResolvers<void>;
  const faults: object[] = [];

  async function* ticks() {
    try {
      for (let tick = 1; ; tick += 1) {
        yield `data: ${tick}\n\n`;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      streamEnded.resolve();
    }
  }

  const routes: readonly RestRoute[] = [
    {
      method: 'PUT',
      path: '/zones/:zone/weights',
      handle: async (request) => {
        seen = request;
        return { status: 201, headers: { location: '/x' }, body: { kind: 'json', value: { ok: true } } };
      },
    },
    {
      method: 'GET',
      path: '/problem',
      handle: () => Promise.reject(new RestProblem(409, 'Conflict', 'It is taken.', { field: 'name' })),
    },
    {
      method: 'GET',
      path: '/refusal',
      handle: () => Promise.reject(new ApiError('AccessDeniedException', 'Not for you.')),
    },
    { method: 'GET', path: '/fault', handle: () => Promise.reject(SECRET) },
    { method: 'DELETE', path: '/thing', handle: async () => ({ status: 204 }) },
    {
      method: 'GET',
      path: '/page',
      handle: async () => ({ status: 200, body: { kind: 'bytes', contentType: 'text/html', bytes: '<p>é' } }),
    },
    {
      method: 'GET',
      path: '/events',
      handle: async () => ({
        status: 200,
        body: { kind: 'stream', contentType: 'text/event-stream', chunks: ticks() },
      }),
    },
  ];

  beforeAll(async () => {
    door = await createFrontDoor({
      handlers: {},
      log: { error: (fields) => faults.push(fields) },
      readiness: () => readiness,
      authenticate: async (authorization) => {
        if (authorization === 'Bearer bad')
          throw new ApiError('AccessDeniedException', 'The token is expired.');
        return { kind: 'identified', tid: 't', oid: authorization ?? 'nobody' };
      },
      routes,
    });
    ({ url } = await door.listen({ host: '127.0.0.1', port: 0 }));
  });

  beforeEach(() => {
    readiness = { ready: true, reasons: [] };
    seen = undefined;
    faults.length = 0;
    streamEnded = Promise.withResolvers();
  });

  afterAll(() => door.close());

  it('get path, query, body and caller', async () => {
    const response = await fetch(`${url}/zones/los%20angeles/weights?a=1&b=2&b=3`, {
      method: 'PUT',
      headers: { 'content-type': 'application/merge-patch+json', authorization: 'Bearer ada' },
      body: '{"weight":5}',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/x');
    expect(response.headers.get('x-request-id')).toBe(seen?.requestId);
    expect(await response.json()).toEqual({ ok: true });
    expect(seen).toMatchObject({
      method: 'PUT',
      path: '/zones/los%20angeles/weights',
      params: { zone: 'los angeles' },
      query: { a: '1', b: ['2', '3'] },
      body: { weight: 5 },
      principal: { kind: 'identified', oid: 'Bearer ada' },
    });
  });

  it('may answer nothing, or bytes', async () => {
    expect((await fetch(`${url}/thing`, { method: 'DELETE' })).status).toBe(204);
    const page = await fetch(`${url}/page`);
    expect([page.headers.get('content-type'), await page.text()]).toEqual(['text/html', '<p>é']);
  });

  it('may answer a stream, which ends when its client goes away', async () => {
    const caller = new AbortController();
    const response = await fetch(`${url}/events`, { signal: caller.signal });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value as Uint8Array)).toContain('data: 1');
    caller.abort();
    await streamEnded.promise;
  });

  it.each([
    ['/problem', 409, { title: 'Conflict', detail: 'It is taken.', field: 'name' }],
    ['/refusal', 403, { title: 'AccessDeniedException', detail: 'Not for you.' }],
    ['/nowhere', 404, { title: 'Not found' }],
  ])('refuse with a problem: %s', async (path, status, problem) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ type: 'about:blank', status, ...problem });
    expect(faults).toEqual([]);
  });

  it.each([
    ['{', 'application/json', 400, 'Malformed body'],
    ['a=1', 'application/x-www-form-urlencoded', 415, 'Unsupported media type'],
  ])('refuse the body %j of type %s', async (body, type, status, title) => {
    const response = await fetch(`${url}/zones/a/weights`, {
      method: 'PUT',
      body,
      headers: { 'content-type': type },
    });
    expect([response.status, seen]).toEqual([status, undefined]);
    expect(await response.json()).toMatchObject({ title });
  });

  it('hide a fault from their caller, and log it whole', async () => {
    const response = await fetch(`${url}/fault`);
    const text = await response.text();
    expect([response.status, text.includes('hunter2')]).toEqual([500, false]);
    expect(faults).toEqual([{ err: SECRET, requestId: response.headers.get('x-request-id') }]);
  });

  it('are not reached with a token that is not accepted, nor is any operation', async () => {
    const headers = { authorization: 'Bearer bad', 'content-type': 'application/json' };
    expect((await fetch(`${url}/zones/a/weights`, { method: 'PUT', headers })).status).toBe(403);
    expect(seen).toBeUndefined();
    const call = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'x-amz-target': 'AWSStepFunctions.ListActivities' },
    });
    expect(call.status).toBe(403);
    expect(await call.json()).toEqual({ __type: 'AccessDeniedException', message: 'The token is expired.' });
  });

  it('stand beside liveness and readiness', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    readiness = { ready: false, reasons: ['partition 3 has no owner'] };
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual(readiness);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});
