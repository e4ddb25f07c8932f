import { ApiError, type ApiErrorName } from '@edgestep/shared';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as sdk from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiOperation } from '../api/api-types.ts';
import { OPERATIONS } from '../api/operations.ts';
import type { Shape, StructureShape } from '../api/shape/shape.ts';
import type { ApiHandlers } from '../port/api-handlers.ts';
import type { CallContext } from '../port/call-context.ts';
import { createFrontDoor, type FrontDoor } from './front-door.ts';

type Handler = (request: object, context: CallContext) => Promise<unknown>;

/** Commands of the SDK by operation, without their types: the tests below call all of them alike. */
const commands = sdk as unknown as Readonly<Record<string, new (input: object) => ListStateMachinesCommand>>;

describe('the official SDK against a front door', () => {
  /** What answers every operation in the test at hand. */
  let answer: Handler;
  let door: FrontDoor;
  let client: SFNClient;

  beforeAll(async () => {
    const names = Object.keys(OPERATIONS) as ApiOperation[];
    const handler: Handler = (request, context) => answer(request, context);
    const handlers = Object.fromEntries(names.map((name) => [name, handler])) as unknown as ApiHandlers;
    door = await createFrontDoor({ handlers, log: { error: () => undefined } });
    const { url } = await door.listen({ host: '127.0.0.1', port: 0 });
    client = new SFNClient({
      endpoint: url,
      region: 'los-angeles',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      disableHostPrefix: true,
      maxAttempts: 1,
    });
  });

  afterAll(async () => {
    client.destroy();
    await door.close();
  });

  it.each(Object.keys(OPERATIONS) as ApiOperation[])(
    'sends %s with every member to its handler',
    async (name) => {
      const request = sampleStructure(OPERATIONS[name].request);
      let arrived: unknown;
      answer = async (received) => {
        arrived = received;
        return {};
      };
      await client.send(new (commands[`${name}Command`] ?? ListStateMachinesCommand)(request));
      expect(arrived).toEqual(request);
    },
  );

  it('gets times as dates, to the millisecond, also within lists', async () => {
    const at = new Date(1_763_706_578_117);
    answer = async () => ({
      executionArn: 'a',
      stateMachineArn: 's',
      status: 'SUCCEEDED',
      startDate: at,
      stopDate: at,
    });
    const execution = await client.send(new DescribeExecutionCommand({ executionArn: 'a' }));
    expect([execution.startDate, execution.stopDate]).toEqual([at, at]);
    answer = async () => ({ events: [{ timestamp: at, type: 'ExecutionStarted', id: 1 }] });
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn: 'a' }));
    expect(history.events).toEqual([{ timestamp: at, type: 'ExecutionStarted', id: 1 }]);
  });

  it('gets a task without a token as null-free emptiness', async () => {
    answer = async () => ({});
    const task = await client.send(new GetActivityTaskCommand({ activityArn: 'a' }));
    expect([task.taskToken, task.input]).toEqual([undefined, undefined]);
  });

  it('gets payloads with every character unharmed', async () => {
    answer = async (request) => ({ ...request, executionArn: 'a', status: 'SUCCEEDED' });
    const input = JSON.stringify({ text: 'é 😀 \u0000 \u2028 " \\', filler: 'x'.repeat(200_000) });
    const result = await client.send(new StartSyncExecutionCommand({ stateMachineArn: 's', input }));
    expect(result.input).toBe(input);
  });

  const errors: readonly (readonly [ApiErrorName, number])[] = [
    ['ActivityDoesNotExist', 400],
    ['ExecutionAlreadyExists', 400],
    ['ExecutionDoesNotExist', 400],
    ['InvalidArn', 400],
    ['InvalidDefinition', 400],
    ['InvalidExecutionInput', 400],
    ['InvalidName', 400],
    ['InvalidToken', 400],
    ['StateMachineAlreadyExists', 400],
    ['StateMachineDoesNotExist', 400],
    ['StateMachineTypeNotSupported', 400],
    ['TaskTimedOut', 400],
    ['TooManyTags', 400],
    ['ConflictException', 400],
    ['ServiceQuotaExceededException', 400],
    ['ThrottlingException', 400],
    ['AccessDeniedException', 403],
    ['InternalServerError', 500],
    ['ServiceUnavailable', 503],
  ];

  it.each(errors)('gets %s by its name, with status %i', async (name, status) => {
    answer = () => Promise.reject(new ApiError(name, `what is wrong: ${name}`));
    await expect(client.send(new StartExecutionCommand({ stateMachineArn: 's' }))).rejects.toMatchObject({
      name,
      message: `what is wrong: ${name}`,
      $metadata: { httpStatusCode: status },
    });
  });

  it('gets the members of an error', async () => {
    answer = () => Promise.reject(new ApiError('ResourceNotFound', 'gone', { resourceName: 'arn:x' }));
    await expect(client.send(new ListStateMachinesCommand({}))).rejects.toMatchObject({
      resourceName: 'arn:x',
    });
  });

  it('knows each call by its request id, which is that of the handler', async () => {
    const ids: string[] = [];
    answer = async (_request, context) => (ids.push(context.requestId), { stateMachines: [] });
    const first = await client.send(new ListStateMachinesCommand({}));
    const second = await client.send(new ListStateMachinesCommand({}));
    expect([first.$metadata.requestId, second.$metadata.requestId]).toEqual(ids);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('is told that a request is too large', async () => {
    const definition = 'x'.repeat(5 * 1024 * 1024);
    const call = client.send(new CreateStateMachineCommand({ name: 'n', roleArn: 'r', definition }));
    await expect(call).rejects.toMatchObject({
      name: 'RequestEntityTooLargeException',
      $metadata: { httpStatusCode: 413 },
    });
  });

  it('ends the wait of its handler when it gives up', async () => {
    const aborted = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    answer = (_request, { signal }) => {
      arrived.resolve();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted.resolve();
          reject(signal.reason as Error);
        });
      });
    };
    const caller = new AbortController();
    void arrived.promise.then(() => caller.abort());
    const poll = client.send(new GetActivityTaskCommand({ activityArn: 'a' }), {
      abortSignal: caller.signal,
    });
    await expect(poll).rejects.toMatchObject({ name: 'AbortError' });
    await aborted.promise;
    answer = async () => ({ stateMachines: [] });
    expect(await client.send(new ListStateMachinesCommand({}))).toMatchObject({ stateMachines: [] });
  });
});

/** A value with every member that a shape has. */
function sample(shape: Shape): unknown {
  switch (shape.kind) {
    case 'text':
      return 'text-1';
    case 'choice':
      return shape.values[0];
    case 'number':
      return shape.max ?? 7;
    case 'flag':
      return true;
    case 'list':
      return [sample(shape.element)];
    case 'structure':
      return sampleStructure(shape);
  }
}

function sampleStructure(shape: StructureShape): object {
  return Object.fromEntries(shape.members.map((member) => [member.name, sample(member.shape)]));
}
