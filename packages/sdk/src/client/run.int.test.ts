import { describe, expect, it } from 'vitest';

import { startApiPeer, type PeerReply, type PeerRequest } from '../../test/api-peer.ts';
import { createClient } from './create-client.ts';
import { ExecutionFailedError } from './execution-failed-error.ts';

const executionArn = 'arn:aws:states:los-angeles:000000000000:execution:orders:e-1';
const stateMachineArn = 'arn:aws:states:los-angeles:000000000000:stateMachine:orders';

/** A service on which the execution runs for two looks and then ends as told. */
function serviceThatEnds(end: Record<string, unknown>): (request: PeerRequest) => PeerReply {
  let looks = 0;
  return ({ operation, input }) => {
    if (operation === 'StartExecution') {
      return { body: { executionArn: `${executionArn}-${String(input['name'])}`, startDate: 1 } };
    }
    looks += 1;
    const described = { executionArn: input['executionArn'], stateMachineArn, startDate: 1 };
    return { body: looks < 3 ? { ...described, status: 'RUNNING' } : { ...described, ...end } };
  };
}

describe('running an execution', () => {
  it('answers its output once it has succeeded', async () => {
    await using peer = await startApiPeer(serviceThatEnds({ status: 'SUCCEEDED', output: '{"total":3}' }));
    const client = createClient({ endpoint: peer.endpoint });
    await expect(client.run(stateMachineArn, { order: 1 }, { name: 'a' })).resolves.toEqual({ total: 3 });
    expect(peer.requests.map((request) => request.operation)).toEqual([
      'StartExecution',
      'DescribeExecution',
      'DescribeExecution',
      'DescribeExecution',
    ]);
    expect(peer.requests[0]?.input).toEqual({ stateMachineArn, name: 'a', input: '{"order":1}' });
  });

  it('throws how it ended when it did not succeed', async () => {
    const end = { status: 'FAILED', error: 'Payment.Declined', cause: 'card expired' };
    await using peer = await startApiPeer(serviceThatEnds(end));
    const failure = createClient({ endpoint: peer.endpoint }).run(stateMachineArn);
    await expect(failure).rejects.toBeInstanceOf(ExecutionFailedError);
    await expect(failure).rejects.toMatchObject({
      status: 'FAILED',
      error: 'Payment.Declined',
      executionCause: 'card expired',
    });
    await expect(failure).rejects.toThrow(/FAILED: Payment.Declined: card expired/);
  });

  it('is not over while a redrive is pending', async () => {
    let looks = 0;
    await using peer = await startApiPeer(() => ({
      body: {
        executionArn,
        stateMachineArn,
        startDate: 1,
        status: (looks += 1) < 2 ? 'PENDING_REDRIVE' : 'ABORTED',
      },
    }));
    const ended = await createClient({ endpoint: peer.endpoint }).waitFor(executionArn);
    expect(ended.status).toBe('ABORTED');
  });

  it('of type Express is one call', async () => {
    const body = { executionArn, startDate: 1, stopDate: 2, status: 'TIMED_OUT', error: 'States.Timeout' };
    await using peer = await startApiPeer(() => ({ body }));
    const failure = createClient({ endpoint: peer.endpoint }).runSync(stateMachineArn, [1]);
    await expect(failure).rejects.toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect(peer.requests.map((request) => request.operation)).toEqual(['StartSyncExecution']);
  });
});

describe('the history of an execution', () => {
  it('is iterated over its pages, each fetched when it is needed', async () => {
    const pages = [
      { events: [{ id: 1, type: 'ExecutionStarted', timestamp: 1 }], nextToken: 'more' },
      { events: [{ id: 2, type: 'ExecutionSucceeded', timestamp: 2 }] },
    ];
    await using peer = await startApiPeer((_, count) => ({ body: pages[count - 1] }));
    const seen: unknown[] = [];
    for await (const event of createClient({ endpoint: peer.endpoint }).history(executionArn)) {
      seen.push([event.id, event.timestamp, peer.requests.length]);
    }
    expect(seen).toEqual([
      [1, new Date(1_000), 1],
      [2, new Date(2_000), 2],
    ]);
    expect(peer.requests[1]?.input).toMatchObject({ executionArn, nextToken: 'more' });
  });
});
