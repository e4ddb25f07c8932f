import { describe, expect, it } from 'vitest';

import { ask, refusalOf } from '../test/ask.ts';
import { callsTask } from './test-state.ts';

const pass = { Type: 'Pass', End: true };
const lambda = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  End: true,
};
const direct = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', End: true };
const start = {
  ...lambda,
  Resource: 'arn:aws:states:::states:startExecution',
  Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m' },
};
const roleArn = 'arn:aws:iam::000000000000:role/any';
const branches = [{ StartAt: 'B', States: { B: pass } }];
const parallel = { Type: 'Parallel', Branches: branches, End: true };
const map = { Type: 'Map', ItemProcessor: branches[0] ?? {}, End: true };
const errorOutput = { error: 'E', cause: 'C' };

describe('the levels of inspection', () => {
  const state = { ...pass, Parameters: { 'a.$': '$.b' }, Assign: { c: 1 } };

  it('INFO, the default, tells the output alone', async () => {
    const answer = { status: 'SUCCEEDED', output: '{"a":1}' };
    expect(await ask({ definition: state, input: { b: 1 } })).toEqual(answer);
    expect(await ask({ definition: state, input: { b: 1 }, inspectionLevel: 'INFO' })).toEqual(answer);
  });

  it.each(['DEBUG', 'TRACE'] as const)('%s shows the data flow, each payload as JSON text', async (level) => {
    const { inspectionData } = await ask({ definition: state, input: { b: 1 }, inspectionLevel: level });
    expect(inspectionData).toEqual({
      input: '{"b":1}',
      afterInputPath: '{"b":1}',
      afterParameters: '{"a":1}',
      afterResultSelector: '{"a":1}',
      afterResultPath: '{"a":1}',
      variables: '{"c":1}',
    });
  });

  it('without an input the state sees the empty object', async () => {
    const { inspectionData } = await ask({ definition: { Type: 'Succeed' }, inspectionLevel: 'DEBUG' });
    expect(inspectionData?.input).toBe('{}');
  });
});

describe('the context object', () => {
  const contextOf = { QueryLanguage: 'JSONata', Output: '{% $states.context %}' };
  const execution = {
    Id: 'arn:aws:states:dallas:000000000000:express:11111111-2222-4333-8444-555555555555:11111111-2222-4333-8444-555555555555',
    Input: { a: 1 },
    Name: '11111111-2222-4333-8444-555555555555',
    RoleArn: roleArn,
    StartTime: '2026-03-01T12:00:00.000Z',
  };

  it('is that of an Express execution which nobody started', async () => {
    const { output } = await ask({ definition: { ...pass, ...contextOf }, input: { a: 1 }, roleArn });
    expect(JSON.parse(output ?? '')).toEqual({
      Execution: execution,
      StateMachine: {
        Id: 'arn:aws:states:dallas:000000000000:stateMachine:11111111-2222-4333-8444-555555555555',
        Name: '11111111-2222-4333-8444-555555555555',
      },
      State: { EnteredTime: '2026-03-01T12:00:00.000Z', Name: 'StateName' },
    });
  });

  it('counts retries where there can be any, and has null for a role that is not given', async () => {
    const { output } = await ask({
      definition: { ...parallel, ...contextOf },
      mock: { result: '[]' },
      stateConfiguration: { retrierRetryCount: 2 },
    });
    expect(JSON.parse(output ?? '')).toMatchObject({
      Execution: { RoleArn: null },
      State: { RetryCount: 2 },
    });
  });

  it('is the given one, and nothing else, where one is given', async () => {
    const context = { Execution: { Name: 'mine' } };
    const { output } = await ask({
      definition: { ...direct, ...contextOf },
      mock: { result: '{}' },
      context: JSON.stringify(context),
    });
    expect(JSON.parse(output ?? '')).toEqual(context);
  });
});

describe('a task', () => {
  it('is called once when there is no mock, with its role and what it is given', async () => {
    const calls: unknown[] = [];
    const { output } = await ask(
      { definition: { ...lambda, TimeoutSeconds: 5 }, roleArn },
      {
        callTask: async (task) => {
          calls.push(task);
          return { kind: 'result', result: 'done' };
        },
      },
    );
    expect(output).toBe('"done"');
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ parameters: { FunctionName: 'f' }, timeoutSeconds: 5, roleArn });
  });

  it('that does not end within its time is a time-out', async () => {
    const answer = await ask(
      { definition: { ...lambda, TimeoutSeconds: 1 }, roleArn },
      {
        callTask: (_, signal) => {
          const { promise, resolve } = Promise.withResolvers<{ kind: 'result'; result: string }>();
          signal.addEventListener('abort', () => resolve({ kind: 'result', result: 'too late' }));
          return promise;
        },
      },
    );
    expect(answer).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('is not called when it is mocked', async () => {
    expect(await ask({ definition: lambda, mock: { errorOutput } })).toEqual({
      status: 'FAILED',
      error: 'E',
      cause: 'C',
    });
  });

  it('only makes a request one for a zone when it is really called', () => {
    const definition = JSON.stringify(lambda);
    expect(callsTask({ definition })).toBe(true);
    expect(callsTask({ definition, mock: { result: '{}' } })).toBe(false);
    expect(callsTask({ definition: JSON.stringify(pass) })).toBe(false);
    expect(callsTask({ definition: 'broken' })).toBe(false);
  });
});

describe('a mocked result', () => {
  const result = '{"StatusCode": "200"}';
  const refusal =
    "ValidationException: Mock result schema validation error: Field 'StatusCode' must be a number";

  it('is one that the service could answer, unless the request says otherwise', async () => {
    const of = (mock: object) => ask({ definition: lambda, mock });
    expect(await refusalOf(of({ result }))).toBe(refusal);
    expect(await refusalOf(of({ result, fieldValidationMode: 'PRESENT' }))).toBe(refusal);
    expect(await of({ result, fieldValidationMode: 'NONE' })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('has all that is required only when that is asked for', async () => {
    const of = (mock: object) => ask({ definition: start, mock: { result: '{}', ...mock } });
    expect(await refusalOf(of({}))).toContain("Required field 'ExecutionArn' is missing");
    expect(await of({ fieldValidationMode: 'PRESENT' })).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('of a function is what the function says', async () => {
    expect(await ask({ definition: direct, mock: { result: '[1]' } })).toMatchObject({ output: '[1]' });
  });

  const toBucket = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } };
  const written = {
    ...map,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...branches[0] },
    ResultWriter: toBucket,
  };

  it.each([
    ['a Task', lambda, 'text', 'Mocked result must be valid JSON'],
    ['a Map', map, '{}', 'Mocked result must be an array.'],
    ['a Parallel', parallel, '1', 'Mocked result must be an array.'],
    ['a Map with a ResultWriter', written, '[]', 'Mocked result must be a JSON object.'],
  ])('of %s has its own form', async (_, definition, text, message) => {
    expect(await refusalOf(ask({ definition, input: [], mock: { result: text } }))).toBe(
      `ValidationException: ${message}`,
    );
  });
});

describe('what can be tested', () => {
  it.each(['Pass', 'Succeed', 'Fail', 'Wait', 'Choice'])('a %s has nothing to mock', async (Type) => {
    const fields = {
      Pass: { End: true },
      Succeed: {},
      Fail: {},
      Wait: { Seconds: 1, End: true },
      Choice: { Choices: [{ Variable: '$', IsNull: true, Next: 'A' }] },
    }[Type];
    const message = `ValidationException: State type '${Type}' is not supported when a mock is specified`;
    expect(await refusalOf(ask({ definition: { Type, ...fields }, mock: { result: '1' } }))).toBe(message);
    expect(await refusalOf(ask({ definition: { Type, ...fields }, mock: { errorOutput } }))).toBe(message);
  });

  it.each([
    ['a Map', map],
    ['a Parallel', parallel],
    ['an activity', { ...lambda, Resource: 'arn:aws:states:us-east-1:000000000000:activity:a' }],
    ['a job that is waited for', { ...start, Resource: 'arn:aws:states:::states:startExecution.sync:2' }],
    ['a callback', { ...lambda, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' }],
  ])('%s needs a mock', async (_, definition) => {
    expect(await refusalOf(ask({ definition, roleArn }))).toMatch(
      /^InvalidDefinition: TestState API does not support/,
    );
  });
});

describe('a request that does not fit together', () => {
  it.each([
    [
      'a result and an error',
      { definition: lambda, mock: { result: '1', errorOutput } },
      'only one of the following fields',
    ],
    ['a mock of nothing', { definition: lambda, mock: {} }, 'one of the following fields'],
    [
      'an error without a name',
      { definition: lambda, mock: { errorOutput: { cause: 'C' } } },
      "'error' field",
    ],
    ['a context without a mock', { definition: pass, context: '{}' }, 'Context object'],
    [
      'failed iterations without a mock',
      { definition: map, stateConfiguration: { mapIterationFailureCount: 0 } },
      'TestState does not support MapIterationFailureCount when a mock is not specified.',
    ],
    [
      'failed iterations of a Task',
      { definition: lambda, mock: { errorOutput }, stateConfiguration: { mapIterationFailureCount: 0 } },
      'MapIterationFailureCount',
    ],
    [
      'more failed iterations than there are items',
      {
        definition: map,
        input: [1, 2],
        mock: { result: '[1, 2]' },
        stateConfiguration: { mapIterationFailureCount: 3 },
      },
      'MapIterationFailureCount must not exceed the number of items',
    ],
    [
      'secrets to show and a mock',
      { definition: lambda, mock: { errorOutput }, revealSecrets: true },
      'RevealSecrets',
    ],
    [
      'an inner state of a Task',
      { definition: lambda, mock: { errorOutput }, stateConfiguration: { errorCausedByState: 'A' } },
      'ErrorCausedByState',
    ],
    [
      'a reader’s data without a reader',
      { definition: map, mock: { result: '[]' }, stateConfiguration: { mapItemReaderData: '[]' } },
      'MapItemReaderData',
    ],
    [
      'a state that is not there',
      { definition: { StartAt: 'B', ...branches[0] }, stateName: 'A' },
      'State not found in definition',
    ],
    ['a call without a role', { definition: lambda }, 'RoleArn must be specified when testing a Task state'],
    ['variables that are no object', { definition: pass, variables: '[]' }, 'Invalid variables provided'],
  ])('%s', async (_, request, message) => {
    const refusal = await refusalOf(ask(request));
    expect(refusal).toMatch(/^ValidationException: /);
    expect(refusal).toContain(message);
  });

  it('has an error of its own for the input, the definition and the role', async () => {
    const broken = { Type: 'Pass' };
    expect(await refusalOf(ask({ definition: broken }))).toMatch(
      /^InvalidDefinition: Invalid State Machine Definition/,
    );
    expect(await refusalOf(ask({ definition: lambda, roleArn: 'me' }))).toMatch(/^InvalidArn: /);
    const nested = JSON.parse(`${'['.repeat(1_100)}${']'.repeat(1_100)}`) as [];
    expect(await refusalOf(ask({ definition: pass, input: nested }))).toMatch(/^InvalidExecutionInput: /);
  });
});

describe('what the API does not carry', () => {
  it('is cut off: an error of 256 characters, a cause of 32,768', async () => {
    const long = 'x'.repeat(40_000);
    const { error, cause } = await ask({ definition: { Type: 'Fail', Error: long, Cause: long } });
    expect([error?.length, cause?.length]).toEqual([256, 32_768]);
  });
});
