import { describe, expect, it } from 'vitest';

import { refusal, startApiPeer, type PeerReply, type PeerRequest } from '../../test/api-peer.ts';
import { createClient } from '../client/create-client.ts';
import { silentLog } from '../log.ts';
import { TaskError } from '../worker/task-error.ts';
import { startActivityWorker, type ActivityHandler } from './start-activity-worker.ts';

const activityArn = 'arn:aws:states:dallas:000000000000:activity:inspect';

/** A service that hands out these inputs, one a poll, and then holds the polls. */
function serviceWith(inputs: readonly string[], heartbeat: () => PeerReply = () => ({ body: {} })) {
  const reports: { operation: string; input: Record<string, unknown> }[] = [];
  let polls = 0;
  const reply = ({ operation, input }: PeerRequest): PeerReply => {
    if (operation === 'SendTaskHeartbeat') {
      reports.push({ operation, input });
      return heartbeat();
    }
    if (operation !== 'GetActivityTask') {
      reports.push({ operation, input });
      return { body: {} };
    }
    polls += 1;
    const next = inputs[polls - 1];
    return next === undefined
      ? 'stay-silent'
      : { body: next === '' ? {} : { taskToken: `t${polls}`, input: next } };
  };
  return { reply, reports };
}

function workerOn(endpoint: string, handler: ActivityHandler, more: { heartbeatSeconds?: number } = {}) {
  const client = createClient({ endpoint });
  return startActivityWorker({ client, activityArn, handler, workerName: 'w-1', log: silentLog, ...more });
}

describe('an activity worker', () => {
  it('reports what its handler returns, and what it throws, and polls on after an empty poll', async () => {
    const service = serviceWith(['{"a":1}', '', '{"a":2}']);
    await using peer = await startApiPeer(service.reply);
    await using _worker = workerOn(peer.endpoint, ({ a }: { a: number }) => {
      if (a === 2) throw new TaskError('Inspect.Refused', 'not two');
      return { seen: a };
    });
    await expect.poll(() => service.reports.length).toBe(2);
    expect(service.reports).toMatchObject([
      { operation: 'SendTaskSuccess', input: { taskToken: 't1', output: '{"seen":1}' } },
      { operation: 'SendTaskFailure', input: { taskToken: 't3', error: 'Inspect.Refused' } },
    ]);
    expect(JSON.parse(String(service.reports[1]?.input['cause']))).toMatchObject({
      errorType: 'Inspect.Refused',
      errorMessage: 'not two',
    });
    expect(peer.requests[0]?.input).toEqual({ activityArn, workerName: 'w-1' });
  });

  it('beats while its handler runs, and stops it when the task is not wanted any more', async () => {
    const service = serviceWith(['{}'], () => refusal('TaskTimedOut'));
    await using peer = await startApiPeer(service.reply);
    const stopped = Promise.withResolvers<unknown>();
    await using _worker = workerOn(
      peer.endpoint,
      (_input, task) =>
        new Promise((resolve) => {
          task.signal.addEventListener('abort', () => {
            stopped.resolve(task.signal.reason);
            resolve(null);
          });
        }),
      { heartbeatSeconds: 0.02 },
    );
    await expect(stopped.promise).resolves.toMatchObject({ name: 'TaskTimedOut' });
    expect(service.reports.every((report) => report.operation === 'SendTaskHeartbeat')).toBe(true);
  });

  it('polls on when a poll fails', async () => {
    const service = serviceWith(['{}']);
    let count = 0;
    await using peer = await startApiPeer((request) => {
      count += 1;
      return count === 1
        ? { status: 500, body: { __type: 'InternalServerError', message: 'x' } }
        : service.reply(request);
    });
    await using _worker = workerOn(peer.endpoint, () => 1);
    await expect.poll(() => service.reports.length).toBe(1);
  });

  it('ends when the activity does not exist, and says so', async () => {
    await using peer = await startApiPeer(() => refusal('ActivityDoesNotExist', 'no such activity'));
    const worker = workerOn(peer.endpoint, () => 1);
    await expect(worker.closed).rejects.toThrow('no such activity');
    await worker.drain();
  });

  it('lets a running task finish when it drains, and polls no more', async () => {
    const service = serviceWith(['{}', '{}']);
    await using peer = await startApiPeer(service.reply);
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<string>();
    const worker = workerOn(peer.endpoint, () => {
      begun.resolve();
      return gate.promise;
    });
    await begun.promise;
    const drained = worker.drain();
    gate.resolve('done');
    await drained;
    await expect(worker.closed).resolves.toBeUndefined();
    expect(worker.tasks).toBe(0);
    expect(service.reports).toMatchObject([{ operation: 'SendTaskSuccess', input: { output: '"done"' } }]);
  });
});
