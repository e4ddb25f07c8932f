import { ApiError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';
import type { ApiHandlers } from '../port/api-handlers.ts';
import type { CallContext } from '../port/call-context.ts';
import { ANONYMOUS } from '../port/principal.ts';
import { dispatch } from './dispatch.ts';

/** Calls an operation and shows its answer, with what was logged on the way. */
async function call(
  handlers: ApiHandlers,
  operation: string,
  body: unknown,
  signal = new AbortController().signal,
) {
  const logged: object[] = [];
  const context: CallContext = { principal: ANONYMOUS, requestId: 'r-1', signal };
  const log = { error: (fields: object) => logged.push(fields) };
  const answer = await dispatch(handlers, operation, body, context, log);
  return { status: answer.status, body: JSON.parse(answer.body) as unknown, logged };
}

const SECRET = new Error('password=hunter2');

describe('a call', () => {
  it('reaches its handler as a typed request, with its context', async () => {
    const handlers: ApiHandlers = {
      StartExecution: async (request, context) => ({
        executionArn: `${request.stateMachineArn}/${context.requestId}`,
        startDate: new Date(1500),
      }),
    };
    expect(await call(handlers, 'StartExecution', { stateMachineArn: 'sm', extra: 1 })).toEqual({
      status: 200,
      body: { executionArn: 'sm/r-1', startDate: 1.5 },
      logged: [],
    });
  });

  it('does not reach its handler when it does not fit its shape', async () => {
    let reached = false;
    const handlers: ApiHandlers = { DeleteActivity: async () => ((reached = true), {}) };
    const { status, body } = await call(handlers, 'DeleteActivity', {});
    expect([status, reached]).toEqual([400, false]);
    expect(body).toMatchObject({ __type: 'ValidationException' });
  });

  it.each(['Nope', 'DescribeMapRun', '__proto__', 'toString'])(
    'of an operation without a handler is unknown: %s',
    async (operation) => {
      const { status, body } = await call({}, operation, {});
      expect(status).toBe(400);
      expect(body).toEqual({
        __type: 'UnknownOperationException',
        message: `Unknown operation: '${operation}'`,
      });
    },
  );

  it('is answered with the refusal that its handler throws', async () => {
    const refusal = new ApiError('ResourceNotFound', 'gone', { resourceName: 'arn' });
    const handlers: ApiHandlers = { ListTagsForResource: () => Promise.reject(refusal) };
    expect(await call(handlers, 'ListTagsForResource', { resourceArn: 'a' })).toEqual({
      status: 400,
      body: { __type: 'ResourceNotFound', message: 'gone', resourceName: 'arn' },
      logged: [],
    });
  });

  it.each([
    ['rejects', () => Promise.reject(SECRET)],
    [
      'throws before it returns a promise',
      () => {
        throw SECRET;
      },
    ],
  ])(
    'whose handler %s is answered without a word of the fault, which the log gets whole',
    async (_how, handler) => {
      const { status, body, logged } = await call({ ListActivities: handler }, 'ListActivities', {});
      expect(status).toBe(500);
      expect(JSON.stringify(body)).not.toContain('hunter2');
      expect(body).toMatchObject({ __type: 'InternalServerError', message: expect.stringContaining('r-1') });
      expect(logged).toEqual([
        { err: SECRET, requestId: 'r-1', operation: 'ListActivities', principal: ANONYMOUS },
      ]);
    },
  );

  it('whose answer can not be written is a fault', async () => {
    const cyclic: { activities: unknown[] } = { activities: [] };
    cyclic.activities.push(cyclic);
    const handlers: ApiHandlers = { ListActivities: async () => cyclic as never };
    const { status, logged } = await call(handlers, 'ListActivities', {});
    expect([status, logged.length]).toEqual([500, 1]);
  });

  it('that was given up because its caller went away is no fault', async () => {
    const handlers: ApiHandlers = {
      GetActivityTask: (_request, { signal }) => Promise.reject(signal.reason),
    };
    const aborted = AbortSignal.abort(new Error('gone'));
    const { status, logged } = await call(handlers, 'GetActivityTask', { activityArn: 'a' }, aborted);
    expect([status, logged]).toEqual([503, []]);
  });
});
