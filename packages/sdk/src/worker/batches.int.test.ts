import { connect, createInbox } from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';

import { BatchTaskCaller } from '../../test/batch-task-caller.ts';
import { startTestServer } from '../../test/nats-server.ts';
import { sleep } from '../backoff.ts';
import { silentLog } from '../log.ts';
import { startWorker } from './start-worker.ts';
import { TaskError } from './task-error.ts';
import type { TaskContext } from './task-context.ts';
import type { WorkerOptions } from './worker-options.ts';

async function setUp(functions: WorkerOptions['functions'], options: Partial<WorkerOptions> = {}) {
  const stack = new AsyncDisposableStack();
  const server = stack.use(await startTestServer());
  const worker = stack.use(await startWorker({ servers: server.url, functions, log: silentLog, ...options }));
  const caller = stack.use(await BatchTaskCaller.connect(server.url));
  return { server, worker, caller, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

describe('a batch of quick tasks', () => {
  it('is answered in few frames, and nothing of it is ever told as held', async () => {
    await using at = await setUp({ double: (n: number) => 2 * n }, { concurrency: 64 });
    const outcomes = await Promise.all(
      at.caller.handOutAll('double', numbers(64)).map(({ outcome }) => outcome),
    );
    expect(outcomes).toEqual(numbers(64).map((n) => ({ kind: 'done', output: 2 * Number(n) })));
    expect(at.caller.frames.length).toBeLessThan(32);
    expect(at.caller.frames.flatMap(({ held }) => held)).toEqual([]);
  });

  it('is done by a worker with few places: its tasks take turns', async () => {
    await using at = await setUp({ double: (n: number) => 2 * n }, { concurrency: 2, waitingMax: 0 });
    const outcomes = await Promise.all(
      at.caller.handOutAll('double', numbers(64)).map(({ outcome }) => outcome),
    );
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    expect(at.worker.tasks).toBe(0);
  });

  it('tells of each task what came of it', async () => {
    await using at = await setUp({
      odd: (n: number) => {
        if (n % 2 === 0) throw new TaskError('Even', 'not odd');
        return 'x'.repeat(n);
      },
    });
    const tasks = at.caller.handOutAll('odd', ['1', '2', '2000001']);
    expect(await tasks[0]?.outcome).toEqual({ kind: 'done', output: 'x' });
    expect(await tasks[1]?.outcome).toMatchObject({ kind: 'failed', body: { errorType: 'Even' } });
    expect(await tasks[2]?.outcome).toMatchObject({
      kind: 'failed',
      body: { errorType: 'States.DataLimitExceeded' },
    });
  });

  it('with large results is answered in several frames', async () => {
    await using at = await setUp({ fill: (n: number) => String(n).repeat(100_000) }, { concurrency: 8 });
    const outcomes = await Promise.all(
      at.caller.handOutAll('fill', numbers(8)).map(({ outcome }) => outcome),
    );
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    expect(at.caller.frames.length).toBeGreaterThan(2);
  });
});

describe('a batch of slow tasks', () => {
  it('begins as far as there are places, and the rest is refused', async () => {
    const gate = Promise.withResolvers<void>();
    await using at = await setUp({ wait: () => gate.promise }, { concurrency: 1, waitingMax: 1 });
    const tasks = at.caller.handOutAll('wait', numbers(4));
    const refused = await Promise.all(tasks.slice(2).map(({ outcome }) => outcome));
    expect(refused).toEqual([
      { kind: 'refused', refusal: 'busy' },
      { kind: 'refused', refusal: 'busy' },
    ]);
    await tasks[1]?.until('accepted');
    gate.resolve();
    expect(await tasks[1]?.outcome).toEqual({ kind: 'done', output: null });
  });

  it('does not keep the worker from its other work: handlers that block are parted by turns', async () => {
    const block = (ms: number): void => {
      for (const endAt = performance.now() + ms; performance.now() < endAt;);
    };
    await using at = await setUp({ work: () => block(10) }, { concurrency: 64 });
    const tasks = at.caller.handOutAll('work', numbers(20));
    await Promise.all(tasks.map(({ outcome }) => outcome));
    expect(at.caller.frames.length).toBeGreaterThan(10);
  });

  it('is cancelled task by task', async () => {
    const aborted: unknown[] = [];
    const untilAborted = (n: number, task: TaskContext) =>
      new Promise((resolve) => {
        task.signal.addEventListener('abort', () => {
          aborted.push(n);
          resolve(undefined);
        });
      });
    const options = { concurrency: 3, beatIntervalMs: 50, drainTimeoutMs: 50 };
    await using at = await setUp({ wait: untilAborted }, options);
    const tasks = at.caller.handOutAll('wait', numbers(3));
    await tasks[1]?.until('accepted');
    tasks[1]?.cancel('not wanted');
    await expect.poll(() => at.worker.tasks).toBe(2);
    expect(aborted).toEqual([1]);
  });
});

describe('whatever else arrives where batches do', () => {
  it('ends nothing', async () => {
    await using at = await setUp({ echo: (input: unknown) => input });
    const { connection } = at.caller;
    const to = createInbox();
    const nonsense = [
      '',
      'null',
      '{"v":1}',
      '{"v":2,"to":"a","tasks":[]}',
      '{"v":1,"to":"a b","tasks":[{"id":"1","input":1}]}',
      '{"v":1,"to":"x\\r\\nPUB y 0","tasks":[{"id":"1"}]}',
      '{"v":1,"to":">","tasks":[{"id":"1"}]}',
      `{"v":1,"to":"${to}","tasks":[null,7,{},{"id":7},{"id":""},[],{"id":"ok","deadline":"soon","attempt":-1}]}`,
      `{"v":1,"to":"${to}","tasks":[{"id":"__proto__","input":{"__proto__":1}},{"id":"twice"},{"id":"twice"}]}`,
      Buffer.from([0xff, 0xfe, 0x00]),
    ];
    for (const body of nonsense) connection.publish('fn.echo.batch', body);
    await connection.flush();
    expect(await at.caller.handOut('echo', '"alive"').outcome).toEqual({ kind: 'done', output: 'alive' });
    await sleep(20);
    expect(at.worker.tasks).toBe(0);
  });

  it('is not needed: a worker that may not listen there takes tasks one by one', async () => {
    await using server = await startTestServer(
      -1,
      `authorization { users: [{ user: w, password: w, permissions: { subscribe: { deny: ["fn.*.batch"] } } }] }`,
    );
    const credentials = { user: 'w', pass: 'w' };
    await using worker = await startWorker({
      servers: server.url,
      credentials,
      functions: { f: () => 'done' },
      log: silentLog,
    });
    const caller = await connect({ servers: server.url, ...credentials });
    expect((await caller.request('fn.f', '{}', { timeout: 5_000 })).json()).toBe('done');
    await caller.close();
    expect(worker.tasks).toBe(0);
  });
});
