import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { failure, NOW, result, testOneState } from '../../test/test-one-state.ts';

const input = { value: 1, rest: { kept: true } };
const lambda = 'arn:aws:states:::lambda:invoke';

describe('Pass on JSONPath', () => {
  it('shows each filter on the way', async () => {
    const { ending, inspection } = await testOneState(
      {
        Type: 'Pass',
        InputPath: '$.rest',
        Parameters: { was: 'here', 'kept.$': '$.kept' },
        ResultPath: '$.placed',
        OutputPath: '$.placed',
        Next: 'Then',
      },
      { input },
    );
    const parameters = { was: 'here', kept: true };
    expect(inspection).toEqual({
      afterInputPath: { kept: true },
      afterParameters: parameters,
      afterResultSelector: parameters,
      afterResultPath: { ...input, placed: parameters },
    });
    expect(ending).toEqual({ status: 'SUCCEEDED', output: parameters, next: 'Then' });
  });

  it('with a Result shows nothing of the input that it does not read', async () => {
    const { inspection } = await testOneState(
      { Type: 'Pass', InputPath: '$.rest', Result: 7, ResultPath: '$.seven', End: true },
      { input },
    );
    expect(inspection).toEqual({
      result: 7,
      afterResultSelector: 7,
      afterResultPath: { ...input, seven: 7 },
    });
  });

  it('shows how far it came when a filter fails', async () => {
    const { ending, inspection } = await testOneState(
      { Type: 'Pass', Parameters: { 'gone.$': '$.nowhere' }, End: true },
      { input },
    );
    expect(inspection).toEqual({ afterInputPath: input });
    expect(ending).toMatchObject({ status: 'FAILED', failure: { error: 'States.Runtime' } });
  });
});

describe('variables', () => {
  it('are seen by the state, and shown with what it assigns', async () => {
    const { ending, inspection } = await testOneState(
      { Type: 'Pass', Parameters: { 'a.$': '$old' }, Assign: { fresh: 2, 'old.$': '$.a' }, End: true },
      { variables: { old: 1 } },
    );
    expect(ending).toMatchObject({ output: { a: 1 } });
    expect(inspection.variables).toEqual({ old: 1, fresh: 2 });
  });

  it('are not shown where there are none', async () => {
    expect((await testOneState({ Type: 'Succeed' })).inspection).not.toHaveProperty('variables');
  });
});

describe('Succeed, Choice, Wait and Fail', () => {
  const choice = {
    Type: 'Choice',
    InputPath: '$.rest',
    Choices: [{ Variable: '$.kept', BooleanEquals: true, Next: 'Kept' }],
    Default: 'Lost',
  };

  it.each<[string, JsonObject, object]>([
    ['Succeed', { Type: 'Succeed', InputPath: '$.rest' }, { output: { kept: true }, next: undefined }],
    ['Choice', choice, { next: 'Kept', output: { kept: true } }],
    [
      'Wait',
      { Type: 'Wait', InputPath: '$.rest', Seconds: 60, Next: 'A' },
      { next: 'A', output: { kept: true } },
    ],
  ])('%s shows its input after InputPath, and nothing of a result', async (_, state, ending) => {
    const tested = await testOneState(state, { input });
    expect(tested.inspection).toEqual({ afterInputPath: { kept: true } });
    expect(tested.ending).toEqual({ status: 'SUCCEEDED', ...ending });
  });

  it('a Choice that no rule takes has failed', async () => {
    const { Default: _, ...alone } = choice;
    const { ending } = await testOneState(alone, { input: { rest: { kept: false } } });
    expect(ending).toMatchObject({ status: 'FAILED', failure: { error: 'States.Runtime' } });
  });

  it('a Wait is not waited for, unless it is longer than a test may take', async () => {
    const until = (ms: number) => ({ Type: 'Wait', Timestamp: new Date(NOW + ms).toISOString(), End: true });
    expect((await testOneState(until(300_000))).ending.status).toBe('SUCCEEDED');
    expect((await testOneState(until(301_000))).ending).toMatchObject({
      status: 'FAILED',
      failure: { error: 'States.Timeout' },
    });
  });

  it('a Fail fails with what it says', async () => {
    const { ending, inspection } = await testOneState(
      { Type: 'Fail', Error: 'E', CausePath: '$.c' },
      { input: { c: 'C' } },
    );
    expect(ending).toEqual({ status: 'FAILED', failure: { error: 'E', cause: 'C' } });
    expect(inspection).toEqual({ afterInputPath: { c: 'C' } });
  });
});

describe('JSONata', () => {
  it.each<[string, JsonObject]>([
    ['Pass', { Type: 'Pass', Output: '{% $states.input.value %}', End: true }],
    ['Succeed', { Type: 'Succeed', Output: '{% $states.input.value %}' }],
    ['Choice', { Type: 'Choice', Choices: [{ Condition: '{% true %}', Output: 1, Next: 'A' }] }],
    ['Wait', { Type: 'Wait', Seconds: '{% $states.input.value %}', Output: 1, End: true }],
  ])('a %s has no filters to show', async (_, state) => {
    const { ending, inspection } = await testOneState({ QueryLanguage: 'JSONata', ...state }, { input });
    expect(ending).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    expect(inspection).toEqual({});
  });

  it('a Task shows its Arguments and its result', async () => {
    const { inspection, ending } = await testOneState(
      {
        QueryLanguage: 'JSONata',
        Type: 'Task',
        Resource: lambda,
        Arguments: { FunctionName: 'f', Payload: '{% $states.input.value %}' },
        Output: '{% $states.result.Payload %}',
        End: true,
      },
      { input, answer: result({ Payload: 'done' }) },
    );
    expect(inspection).toEqual({
      afterArguments: { FunctionName: 'f', Payload: 1 },
      result: { Payload: 'done' },
    });
    expect(ending).toMatchObject({ output: 'done' });
  });

  it('an expression that fails fails the state, with a cause that names no event', async () => {
    const { ending } = await testOneState(
      { QueryLanguage: 'JSONata', Type: 'Pass', Output: '{% $error("no") %}', End: true },
      { input },
    );
    expect(ending).toMatchObject({ status: 'FAILED', failure: { error: 'States.QueryEvaluationError' } });
    expect(ending).not.toHaveProperty('failure.cause', expect.stringContaining('entered at the event'));
  });
});

describe('Task', () => {
  const task = {
    Type: 'Task',
    Resource: lambda,
    Parameters: { 'FunctionName.$': '$.name' },
    ResultSelector: { 'got.$': '$.Payload' },
    ResultPath: '$.answer',
    TimeoutSeconds: 9,
    End: true,
  };

  it('hands its work out once, with what the filters made of the input', async () => {
    const handedOut: unknown[] = [];
    const { inspection } = await testOneState(task, {
      input: { name: 'f' },
      answer: (work) => {
        handedOut.push(work);
        return result({ Payload: 1 });
      },
    });
    expect(handedOut).toEqual([
      {
        kind: 'task',
        target: expect.objectContaining({ service: 'lambda', action: 'invoke' }),
        parameters: { FunctionName: 'f' },
        timeoutSeconds: 9,
        heartbeatSeconds: undefined,
        credentials: undefined,
      },
    ]);
    expect(inspection).toEqual({
      afterInputPath: { name: 'f' },
      afterParameters: { FunctionName: 'f' },
      result: { Payload: 1 },
      afterResultSelector: { got: 1 },
      afterResultPath: { name: 'f', answer: { got: 1 } },
    });
  });

  it('hands nothing out when its parameters fail', async () => {
    const { ending, inspection } = await testOneState(task, { input: {} });
    expect(ending.status).toBe('FAILED');
    expect(inspection).toEqual({ afterInputPath: {} });
  });

  it('sees the context object of the test, and a task token where it waits for one', async () => {
    const { inspection } = await testOneState(
      {
        ...task,
        Resource: `${lambda}.waitForTaskToken`,
        Parameters: {
          'FunctionName.$': '$$.Execution.Name',
          Payload: { 'token.$': '$$.Task.Token' },
        },
      },
      { context: { Execution: { Name: 'given' } }, answer: result({ Payload: 1 }) },
    );
    expect(inspection.afterParameters).toEqual({ FunctionName: 'given', Payload: { token: 'the-token' } });
  });
});

describe('a task that fails', () => {
  const retry = [
    { ErrorEquals: ['Other'], MaxAttempts: 1 },
    { ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2 },
  ];
  const caught = [
    { ErrorEquals: ['Other'], Next: 'A' },
    { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'B' },
  ];
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:lambda:los-angeles:000000000000:function:work',
    End: true,
  };
  const answer = failure('Busy', 'too much to do');

  it('is tried again by the retrier that takes the error, after its backoff', async () => {
    const { ending, inspection } = await testOneState(
      { ...task, Retry: retry, Catch: caught },
      { answer, retrierRetryCount: 1 },
    );
    expect(ending).toEqual({ status: 'RETRIABLE', failure: { error: 'Busy', cause: 'too much to do' } });
    expect(inspection.errorDetails).toEqual({ retryIndex: 1, retryBackoffIntervalSeconds: 6 });
  });

  it('goes to a catcher when the attempts are used up', async () => {
    const { ending, inspection } = await testOneState(
      { ...task, Retry: retry, Catch: caught },
      { answer, retrierRetryCount: 2, input: { a: 1 } },
    );
    expect(ending).toEqual({
      status: 'CAUGHT_ERROR',
      failure: { error: 'Busy', cause: 'too much to do' },
      output: { a: 1, error: { Error: 'Busy', Cause: 'too much to do' } },
      next: 'B',
    });
    expect(inspection.errorDetails).toEqual({ retryIndex: 1, catchIndex: 1 });
  });

  it('fails with the retrier named that did what it could', async () => {
    const { ending, inspection } = await testOneState(
      { ...task, Retry: retry },
      { answer, retrierRetryCount: 2 },
    );
    expect(ending.status).toBe('FAILED');
    expect(inspection.errorDetails).toEqual({ retryIndex: 1 });
  });

  it('fails with nothing named where nobody takes the error', async () => {
    const { inspection } = await testOneState(task, { answer });
    expect(inspection).not.toHaveProperty('errorDetails');
    expect(inspection).not.toHaveProperty('result');
  });

  it('fails when its catcher does', async () => {
    const { ending, inspection } = await testOneState(
      {
        ...task,
        QueryLanguage: 'JSONata',
        Catch: [{ ErrorEquals: ['Busy'], Output: '{% $error("worse") %}', Next: 'A' }],
      },
      { answer },
    );
    expect(ending).toMatchObject({ status: 'FAILED', failure: { error: 'States.QueryEvaluationError' } });
    expect(inspection).not.toHaveProperty('errorDetails');
  });

  it('can be caught, too, when its own query failed', async () => {
    const { ending } = await testOneState({
      ...task,
      QueryLanguage: 'JSONata',
      Arguments: '{% $error("no") %}',
      Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'A' }],
    });
    expect(ending).toMatchObject({ status: 'CAUGHT_ERROR', next: 'A' });
  });
});

describe('Parallel', () => {
  const branchOf = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
  const branch = branchOf('Left');

  it('runs no branch, and shows only what became of their results', async () => {
    const { ending, inspection } = await testOneState(
      {
        Type: 'Parallel',
        Branches: [branch, branchOf('Right')],
        InputPath: '$.rest',
        ResultPath: '$.both',
        End: true,
      },
      { input, answer: result([1, 2]) },
    );
    expect(ending).toMatchObject({ status: 'SUCCEEDED', output: { ...input, both: [1, 2] } });
    expect(inspection).toEqual({ afterResultSelector: [1, 2], afterResultPath: { ...input, both: [1, 2] } });
  });

  it('fails before its branches when its parameters do', async () => {
    const { ending } = await testOneState({
      Type: 'Parallel',
      Branches: [branch],
      Parameters: { 'a.$': '$.nowhere' },
      End: true,
    });
    expect(ending).toMatchObject({ status: 'FAILED', failure: { error: 'States.Runtime' } });
  });

  it('takes the failure of a branch to its own retriers and catchers', async () => {
    const { ending } = await testOneState(
      { Type: 'Parallel', Branches: [branch], Catch: [{ ErrorEquals: ['E'], Next: 'Rescue' }], End: true },
      { answer: failure('E') },
    );
    expect(ending).toMatchObject({ status: 'CAUGHT_ERROR', next: 'Rescue' });
  });
});
