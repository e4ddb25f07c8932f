import { Svcm } from '@nats-io/services';
import { describe, expect, it } from 'vitest';

import { startTestServer } from '../../test/nats-server.ts';
import { SingleCaller } from '../../test/single-caller.ts';
import { silentLog } from '../log.ts';
import { startWorker } from './start-worker.ts';
import type { TaskContext } from './task-context.ts';
import { TaskError } from './task-error.ts';
import type { WorkerOptions } from './worker-options.ts';

/** A server, a worker with these functions, and a caller. */
async function setUp(functions: WorkerOptions['functions'], options: Partial<WorkerOptions> = {}) {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await startTestServer());
  const worker = stack.use(
    await startWorker({ servers: server.url, log: silentLog, name: 'w-1', functions, ...options }),
  );
  const caller = stack.use(await SingleCaller.connect(server.url));
  return { server, worker, caller, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describe('a function of a worker', () => {
  it('answers a task with what its handler returns, and says first that it was accepted', async () => {
    await using at = await setUp({ add: ({ a, b }: { a: number; b: number }) => ({ sum: a + b }) });
    const task = at.caller.handOut('add', '{"a":1,"b":2}');
    expect((await task.answer).json()).toEqual({ sum: 3 });
    expect(task.progress).toEqual([{ kind: 'accepted', worker: 'w-1', beatIntervalMs: 2_000, batches: 1 }]);
  });

  it('is a micro service that standard NATS tooling lists', async () => {
    await using at = await setUp({
      'detect-motion': { handler: () => null, description: 'finds what moves', version: '2.1.0' },
    });
    const found = await Array.fromAsync(await new Svcm(at.caller.connection).client().info('detect-motion'));
    expect(found).toMatchObject([
      {
        name: 'detect-motion',
        version: '2.1.0',
        description: 'finds what moves',
        metadata: { 'edgestep-worker': '1' },
        endpoints: [{ name: 'invoke', subject: 'fn.detect-motion', queue_group: 'q' }],
      },
    ]);
  });

  it('may be called by any NATS client without a header, and with an empty body', async () => {
    await using at = await setUp({ echo: (input: unknown, task) => [input, task.token ?? 'no token'] });
    const answer = await at.caller.connection.request('fn.echo', undefined, { timeout: 5_000 });
    expect(answer.json()).toEqual([null, 'no token']);
  });

  it('knows its task', async () => {
    const seen: TaskContext[] = [];
    await using at = await setUp({ look: (_, task) => void seen.push(task) });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const facts = { token: 'tok', state: 'Zähle', attempt: 1, traceparent };
    expect((await at.caller.handOut('look', '{}', facts).answer).json()).toBeNull();
    expect(seen).toMatchObject([
      {
        functionName: 'look',
        token: 'tok',
        stateName: 'Zähle',
        attempt: 1,
        traceparent,
        executionArn: undefined,
      },
    ]);
  });

  it('tells failures by name, with a cause as AWS Lambda writes it', async () => {
    await using at = await setUp({
      link: () => Promise.reject(new TaskError('Camera.LinkDropped', 'no frame')),
      bug: () => {
        throw new RangeError('far');
      },
    });
    const answer = await at.caller.handOut('link', '{}').answer;
    expect(answer.json()).toMatchObject({ errorType: 'Camera.LinkDropped', errorMessage: 'no frame' });
    expect(answer.headers?.get('Nats-Service-Error-Code')).toBe('500');
    expect((await at.caller.handOut('bug', '{}').answer).json()).toMatchObject({ errorType: 'RangeError' });
  });

  it('survives input that is no JSON and a result that is too large', async () => {
    await using at = await setUp({ big: (length: number) => 'x'.repeat(length) });
    expect((await at.caller.handOut('big', '{"a":').answer).json()).toMatchObject({
      errorType: 'Worker.InvalidInput',
      errorMessage: expect.stringContaining('no JSON') as string,
    });
    expect((await at.caller.handOut('big', '2000000').answer).json()).toMatchObject({
      errorType: 'States.DataLimitExceeded',
    });
    expect((await at.caller.handOut('big', '3').answer).json()).toBe('xxx');
  });
});

describe('a worker', () => {
  it('refuses functions and numbers that cannot be, before it connects', async () => {
    const servers = 'nats://127.0.0.1:1';
    await expect(startWorker({ servers, functions: {} })).rejects.toThrow('needs at least one');
    await expect(startWorker({ servers, functions: { 'a b': () => 1 } })).rejects.toThrow(
      '"a b" is no function name',
    );
    await expect(startWorker({ servers, functions: { a: () => 1 }, concurrency: 0 })).rejects.toThrow(
      'concurrency: 0',
    );
  });

  it('waits for a server that is not there yet, until it is told to give up', async () => {
    const signal = AbortSignal.timeout(150);
    const backoff = { baseMs: 5, capMs: 10 };
    const functions = { a: () => 1 };
    const start = startWorker({ servers: 'nats://127.0.0.1:1', functions, backoff, signal, log: silentLog });
    await expect(start).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('says at once that it is not let in', async () => {
    await using server = await startTestServer(-1, 'authorization { user: w, password: w }');
    const credentials = { user: 'w', pass: 'wrong' };
    const start = startWorker({
      servers: server.url,
      credentials,
      functions: { a: () => 1 },
      log: silentLog,
    });
    await expect(start).rejects.toThrow(/authorization violation/i);
  });

  it('says at once that an address is none', async () => {
    const start = startWorker({ servers: 'nats://a b', functions: { a: () => 1 }, log: silentLog });
    await expect(start).rejects.toThrow('Invalid URL');
  });

  it('ends, and tells why, when the server does not let it offer a function', async () => {
    await using server = await startTestServer(
      -1,
      `authorization { users: [{ user: w, password: w, permissions: { subscribe: { deny: ["fn.>"] } } }] }`,
    );
    const credentials = { user: 'w', pass: 'w' };
    const functions = { secret: () => 1 };
    const worker = await startWorker({ servers: server.url, credentials, functions, log: silentLog });
    expect(String(await worker.closed)).toMatch(/permissions violation/i);
  });

  it('shares the tasks of a function with other workers', async () => {
    const gate = Promise.withResolvers<void>();
    const work = (name: string) => async () => {
      await gate.promise;
      return name;
    };
    await using at = await setUp({ f: work('one') }, { concurrency: 1, waitingMax: 0 });
    const functions = { f: work('two') };
    await using _other = await startWorker({
      servers: at.server.url,
      functions,
      concurrency: 1,
      waitingMax: 0,
      log: silentLog,
    });
    const answers = new Set<string>();
    for (let tries = 0; answers.size < 2 && tries < 100; tries += 1) {
      const task = at.caller.handOut('f', '{}');
      if (answers.size === 0 && tries === 0) gate.resolve();
      const answer = await task.answer;
      if (answer.headers?.has('Edgestep-Refused') !== true) answers.add(answer.json<string>());
    }
    expect(answers).toEqual(new Set(['one', 'two']));
  });
});
