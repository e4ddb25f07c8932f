import { describe, expect, it } from 'vitest';

import { startTestServer } from '../../test/nats-server.ts';
import { WAYS } from '../../test/ways.ts';
import { silentLog } from '../log.ts';
import { startWorker } from './start-worker.ts';
import type { TaskContext } from './task-context.ts';
import type { WorkerOptions } from './worker-options.ts';

describe.each(WAYS)('of tasks that came by $way', ({ connect }) => {
  async function setUp(functions: WorkerOptions['functions'], options: Partial<WorkerOptions> = {}) {
    const stack = new AsyncDisposableStack();
    const server = stack.use(await startTestServer());
    const worker = stack.use(
      await startWorker({ servers: server.url, functions, log: silentLog, ...options }),
    );
    const caller = stack.use(await connect(server.url));
    return { worker, caller, [Symbol.asyncDispose]: () => stack.disposeAsync() };
  }

  describe('a drain', () => {
    it('lets the running task finish, hands the waiting one back and takes no more', async () => {
      const gate = Promise.withResolvers<void>();
      const functions = {
        work: async () => {
          await gate.promise;
          return 'finished';
        },
      };
      await using at = await setUp(functions, { concurrency: 1, waitingMax: 1 });
      const running = at.caller.handOut('work', '{}');
      await running.until('accepted');
      const waiting = at.caller.handOut('work', '{}');
      await waiting.until('accepted');
      const drained = at.worker.drain();
      expect(await waiting.outcome).toEqual({ kind: 'refused', refusal: 'draining' });
      gate.resolve();
      expect(await running.outcome).toEqual({ kind: 'done', output: 'finished' });
      await drained;
      expect(await at.worker.closed).toBeUndefined();
      await expect(at.caller.handOut('work', '{}').outcome).rejects.toThrow(/no responders/i);
    });

    it('aborts what does not finish in time, and hands it back', async () => {
      const aborted = Promise.withResolvers<unknown>();
      const functions = {
        stuck: (_: unknown, task: TaskContext) =>
          new Promise((resolve) => {
            task.signal.addEventListener('abort', () => {
              aborted.resolve(task.signal.reason);
              resolve('too late');
            });
          }),
      };
      await using at = await setUp(functions, { drainTimeoutMs: 50 });
      const task = at.caller.handOut('stuck', '{}');
      await task.until('accepted');
      await at.worker.drain();
      await expect(aborted.promise).resolves.toMatchObject({ code: 'draining' });
      expect(await task.outcome).toEqual({ kind: 'refused', refusal: 'draining' });
    });

    it('ends also when a handler never does', async () => {
      await using at = await setUp({ stuck: () => new Promise(() => undefined) }, { drainTimeoutMs: 20 });
      const task = at.caller.handOut('stuck', '{}');
      await task.until('accepted');
      await Promise.all([at.worker.drain(), at.worker.drain()]);
      expect(await at.worker.closed).toBeUndefined();
    });
  });
});
