import { describe, expect, it } from 'vitest';

import { startTestServer } from '../../test/nats-server.ts';
import { WAYS } from '../../test/ways.ts';
import { sleep } from '../backoff.ts';
import { silentLog } from '../log.ts';
import { startWorker } from './start-worker.ts';
import type { TaskContext } from './task-context.ts';
import type { WorkerOptions } from './worker-options.ts';

/** Runs until its signal is aborted, and tells why. */
function untilAborted(task: TaskContext): Promise<unknown> {
  return new Promise((resolve) => {
    task.signal.addEventListener('abort', () => resolve(task.signal.reason), { once: true });
  });
}

describe.each(WAYS)('a task that came by $way', ({ connect }) => {
  async function setUp(functions: WorkerOptions['functions'], options: Partial<WorkerOptions> = {}) {
    const stack = new AsyncDisposableStack();
    const server = await startTestServer();
    stack.defer(() => server.kill());
    const worker = stack.use(
      await startWorker({
        servers: server.url,
        functions,
        log: silentLog,
        name: 'w-1',
        beatIntervalMs: 50,
        backoff: { baseMs: 10, capMs: 50 },
        drainTimeoutMs: 100,
        ...options,
      }),
    );
    const caller = stack.use(await connect(server.url));
    return { server, worker, caller, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  }

  describe('while a task is held', () => {
    it('its worker beats, whether the handler does anything or not', async () => {
      const gate = Promise.withResolvers<string>();
      await using at = await setUp({ slow: () => gate.promise });
      const task = at.caller.handOut('slow', '{}');
      await task.until('beat', 3);
      gate.resolve('done');
      expect(await task.outcome).toEqual({ kind: 'done', output: 'done' });
      const told = task.progress.length;
      await sleep(150);
      expect(task.progress).toHaveLength(told);
    });

    it('it beats also while the task waits for another to finish', async () => {
      const gate = Promise.withResolvers<void>();
      const order: number[] = [];
      const functions = {
        work: async (n: number) => {
          order.push(n);
          await gate.promise;
        },
      };
      await using at = await setUp(functions, { concurrency: 1, waitingMax: 1 });
      const first = at.caller.handOut('work', '1');
      await first.until('accepted');
      const second = at.caller.handOut('work', '2');
      await second.until('beat', 2);
      expect(order).toEqual([1]);
      gate.resolve();
      await Promise.all([first.outcome, second.outcome]);
      expect(order).toEqual([1, 2]);
    });

    it('a heartbeat is what the handler reports, not more often than makes sense', async () => {
      await using at = await setUp({
        work: async (_: unknown, task) => {
          for (let step = 0; step < 100; step += 1) task.heartbeat();
          await sleep(300);
          task.heartbeat();
        },
      });
      const task = at.caller.handOut('work', '{}');
      await task.outcome;
      await task.until('heartbeat', 2);
      const told = task.progress.map(({ kind }) => kind);
      expect(told.filter((kind) => kind === 'heartbeat')).toHaveLength(2);
    });
  });

  describe('a task beyond what a worker holds', () => {
    it('is refused for others to take, without being accepted', async () => {
      const gate = Promise.withResolvers<void>();
      await using at = await setUp({ work: () => gate.promise }, { concurrency: 1, waitingMax: 0 });
      const first = at.caller.handOut('work', '{}');
      await first.until('accepted');
      const second = at.caller.handOut('work', '{}');
      expect(await second.outcome).toEqual({ kind: 'refused', refusal: 'busy' });
      expect(second.progress).toEqual([]);
      gate.resolve();
      await first.outcome;
    });
  });

  describe('a handler is told to stop', () => {
    it('when the caller cancels the task; then nothing is answered and the place is free', async () => {
      const reasons: unknown[] = [];
      const functions = {
        work: async (_: unknown, task: TaskContext) => void reasons.push(await untilAborted(task)),
      };
      await using at = await setUp(functions, { concurrency: 1, waitingMax: 0 });
      const task = at.caller.handOut('work', '{}');
      await task.until('accepted');
      let answered = false;
      void task.outcome.then(
        () => (answered = true),
        () => undefined,
      );
      task.cancel('timed out');
      await expect.poll(() => at.worker.tasks).toBe(0);
      expect(reasons).toMatchObject([{ name: 'TaskAbortedError', code: 'cancelled', message: 'timed out' }]);
      await sleep(100);
      expect(answered).toBe(false);
    });

    it('when the caller is gone, which the server tells', async () => {
      const reason = Promise.withResolvers<unknown>();
      await using at = await setUp({
        work: async (_: unknown, task) => reason.resolve(await untilAborted(task)),
      });
      const task = at.caller.handOut('work', '{}');
      await task.until('beat');
      task.vanish();
      await expect(reason.promise).resolves.toMatchObject({ code: 'caller-gone' });
    });

    it('when its deadline has passed and nobody said so', async () => {
      const reason = Promise.withResolvers<unknown>();
      await using at = await setUp({
        work: async (_: unknown, task) => reason.resolve(await untilAborted(task)),
      });
      at.caller.handOut('work', '{}', { deadline: Date.now() + 20 });
      await expect(reason.promise).resolves.toMatchObject({ code: 'deadline' });
    });

    it('when the worker was cut off for as long as makes others take its tasks', async () => {
      const reason = Promise.withResolvers<unknown>();
      await using at = await setUp({
        work: async (_: unknown, task) => reason.resolve(await untilAborted(task)),
      });
      await at.caller.handOut('work', '{}').until('accepted');
      await at.server.kill();
      await expect(reason.promise).resolves.toMatchObject({ code: 'connection-lost' });
    });
  });

  describe('a connection that is lost', () => {
    it('is made again, the functions are offered again, and no result is dropped meanwhile', async () => {
      const gate = Promise.withResolvers<void>();
      const functions = {
        work: async () => {
          await gate.promise;
          return 'kept';
        },
      };
      await using at = await setUp(functions, { beatIntervalMs: 1_000 });
      await at.caller.connection.flush();
      const task = at.caller.handOut('work', '{}');
      await task.until('accepted');
      await at.server.kill();
      gate.resolve();
      await sleep(100);
      await using _again = await startTestServer(at.server.port);
      expect(await task.outcome).toEqual({ kind: 'done', output: 'kept' });
      await expect
        .poll(() =>
          at.caller.handOut('work', '{}').outcome.then(
            (outcome) => outcome.kind,
            () => 'nobody',
          ),
        )
        .toBe('done');
    });
  });
});
