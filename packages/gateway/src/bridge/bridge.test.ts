import { ApiError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';
import type { ApiHandlers } from '../port/api-handlers.ts';
import type { CallContext } from '../port/call-context.ts';
import { answerCall } from './answer-call.ts';
import { decodeAnswer } from './call-frame.ts';
import { callRemote, type CallTransport } from './call-remote.ts';

const SILENT = { error: () => undefined };

const CONTEXT: CallContext = {
  principal: { kind: 'identified', tid: 't', oid: 'o' },
  requestId: 'r-1',
  signal: new AbortController().signal,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

/** A transport without a network: both ends in one process. */
function linkTo(handlers: ApiHandlers): CallTransport {
  return (bytes, signal) => answerCall(handlers, bytes, signal, SILENT);
}

describe('a call over the bridge', () => {
  it('reaches the far handler with request and caller, and its result comes back with its times', async () => {
    let seen: CallContext | undefined;
    const startDate = new Date(1_763_706_578_117);
    const link = linkTo({
      StartExecution: async (request, context) => {
        seen = context;
        return { executionArn: `${request.stateMachineArn}:${request.name}`, startDate };
      },
    });
    const result = await callRemote(link, 'StartExecution', { stateMachineArn: 'sm', name: 'n' }, CONTEXT);
    expect(result).toEqual({ executionArn: 'sm:n', startDate });
    expect(seen).toEqual(CONTEXT);
  });

  it('throws the refusal of the far handler, with all its fields', async () => {
    const refusal = new ApiError('ResourceNotFound', 'gone', { resourceName: 'arn' });
    const link = linkTo({ TagResource: () => Promise.reject(refusal) });
    await expect(callRemote(link, 'TagResource', { resourceArn: 'a', tags: [] }, CONTEXT)).rejects.toEqual(
      refusal,
    );
  });

  it('checks the request at the far end too', async () => {
    const call = callRemote(linkTo({}), 'StartExecution', { stateMachineArn: '' }, CONTEXT);
    await expect(call).rejects.toMatchObject({ name: 'UnknownOperationException' });
    const strict = callRemote(
      linkTo({ DeleteActivity: async () => ({}) }),
      'DeleteActivity',
      { activityArn: '' },
      CONTEXT,
    );
    await expect(strict).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('does not tell the near end of a fault at the far end', async () => {
    const link = linkTo({ ListActivities: () => Promise.reject(new Error('disk 7 is full')) });
    await expect(callRemote(link, 'ListActivities', {}, CONTEXT)).rejects.toMatchObject({
      name: 'InternalServerError',
      message: expect.not.stringContaining('disk'),
    });
  });

  it('fails as its transport does', async () => {
    const link: CallTransport = () => Promise.reject(new ApiError('ServiceUnavailable', 'no zone answers'));
    await expect(callRemote(link, 'ListActivities', {}, CONTEXT)).rejects.toThrow('no zone answers');
  });

  it('answers bytes that are no call with a refusal', async () => {
    const bytes = new TextEncoder().encode('garbage');
    const answer = decodeAnswer(await answerCall({}, bytes, CONTEXT.signal, SILENT));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: 'SerializationException' });
  });
});
