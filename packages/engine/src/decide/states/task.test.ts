import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { blockOf, callingTask, FUNCTION_ARN, jsonataMachine, passing } from '../../../test/definitions.ts';
import { eventOfType, historyLines, historyTypes } from '../../../test/history-lines.ts';
import { runInMemory } from '../../../test/run-in-memory.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';

describe('a Task that calls a function', () => {
  it('hands over the input and is left with the answer', async () => {
    const run = await runInMemory(blockOf({ Count: callingTask() }), {
      input: { lane: 2 },
      tasks: () => ({ output: { cars: 7 } }),
    });
    expect(historyLines(run.history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionSucceeded',
      '6<5 TaskStateExited',
      '7<6 ExecutionSucceeded',
    ]);
    expect(eventOfType(run.history, 'LambdaFunctionScheduled').lambdaFunctionScheduledEventDetails).toEqual({
      resource: FUNCTION_ARN,
      input: '{"lane":2}',
      inputDetails: { truncated: false },
    });
    expect(run.output).toEqual({ cars: 7 });
  });

  it('hands over what Parameters make of the effective input', async () => {
    const task = callingTask({ InputPath: '$.road', Parameters: { 'lane.$': '$.lane', fixed: true } });
    const run = await runInMemory(blockOf({ Count: task }), { input: { road: { lane: 2 } } });
    expect(run.output).toEqual({ lane: 2, fixed: true });
  });

  it('selects from the result, and puts it into the raw input', async () => {
    const task = callingTask({
      InputPath: '$.road',
      ResultSelector: { 'n.$': '$.cars' },
      ResultPath: '$.counted',
      OutputPath: '$.counted',
    });
    const run = await runInMemory(blockOf({ Count: task }), {
      input: { road: { lane: 2 } },
      tasks: () => ({ output: { cars: 7, trucks: 1 } }),
    });
    expect(run.output).toEqual({ n: 7 });
  });

  it('keeps its input when ResultPath discards the result', async () => {
    const run = await runInMemory(blockOf({ Count: callingTask({ ResultPath: null }) }), {
      input: { lane: 2 },
      tasks: () => ({ output: { cars: 7 } }),
    });
    expect(run.output).toEqual({ lane: 2 });
  });

  it.each([null, false, 0, '', []])('takes %j for a result like any other', async (output) => {
    const run = await runInMemory(blockOf({ Count: callingTask({ ResultPath: '$.result' }) }), {
      tasks: () => ({ output }),
    });
    expect(run.output).toEqual({ result: output });
  });

  it('takes null for the result on JSONata, too', async () => {
    const run = await runInMemory(jsonataMachine({ Count: callingTask() }), {
      input: { lane: 2 },
      tasks: () => ({ output: null }),
    });
    expect(run.output).toBeNull();
  });
});

describe('what a Task is scheduled with', () => {
  it('shows its time-out and its credentials', async () => {
    const task = callingTask({ TimeoutSeconds: 30, Credentials: { RoleArn: 'arn:aws:iam::1:role/counter' } });
    const run = await runInMemory(blockOf({ Count: task }));
    expect(
      eventOfType(run.history, 'LambdaFunctionScheduled').lambdaFunctionScheduledEventDetails,
    ).toMatchObject({ timeoutInSeconds: 30, taskCredentials: { roleArn: 'arn:aws:iam::1:role/counter' } });
  });

  it('reads TimeoutSecondsPath and HeartbeatSecondsPath from the effective input', async () => {
    const task = callingTask({
      Resource: INVOKE,
      InputPath: '$.limits',
      Parameters: { FunctionName: 'count' },
      TimeoutSecondsPath: '$.whole',
      HeartbeatSecondsPath: '$.silence',
    });
    const run = await runInMemory(blockOf({ Count: task }), { input: { limits: { whole: 60, silence: 5 } } });
    expect(eventOfType(run.history, 'TaskScheduled').taskScheduledEventDetails).toMatchObject({
      timeoutInSeconds: 60,
      heartbeatInSeconds: 5,
    });
  });

  it('evaluates Arguments, TimeoutSeconds and HeartbeatSeconds on JSONata', async () => {
    const task = callingTask({
      Resource: INVOKE,
      Arguments: { FunctionName: 'count', Payload: { next: '{% $states.input.lane + 1 %}' } },
      TimeoutSeconds: '{% $states.input.seconds %}',
      HeartbeatSeconds: '{% $states.input.seconds / 2 %}',
    });
    const run = await runInMemory(jsonataMachine({ Count: task }), { input: { lane: 2, seconds: 20 } });
    expect(eventOfType(run.history, 'TaskScheduled').taskScheduledEventDetails).toEqual({
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'dallas',
      parameters: '{"FunctionName":"count","Payload":{"next":3}}',
      timeoutInSeconds: 20,
      heartbeatInSeconds: 10,
    });
  });

  it.each<[JsonObject, string]>([
    [{ Credentials: { 'RoleArn.$': '$.role' } }, 'States.Runtime'],
    [
      { QueryLanguage: 'JSONata', Credentials: { RoleArn: '{% $states.input.role %}' } },
      'States.QueryEvaluationError',
    ],
  ])('works under no role that is no text: %j', async (fields, error) => {
    const run = await runInMemory(blockOf({ Call: callingTask(fields) }), { input: { role: 7 } });
    expect([run.error, run.cause]).toEqual([
      error,
      "An error occurred while executing the state 'Call' (entered at the event id #2). " +
        'The RoleArn of Credentials is not a string: 7',
    ]);
  });

  it.each([
    ['TimeoutSeconds', 0],
    ['TimeoutSeconds', 100_000_000],
    ['HeartbeatSeconds', -1],
  ])('fails for good when %sPath leads to %d', async (field, value) => {
    const run = await runInMemory(blockOf({ Call: callingTask({ [`${field}Path`]: '$.v' }) }), {
      input: { v: value },
    });
    expect([run.error, run.cause]).toEqual([
      'States.Runtime',
      "An error occurred while executing the state 'Call' (entered at the event id #2). " +
        `${field} must be between 1 and 99999999, not ${value}.`,
    ]);
  });

  it('fails for good when TimeoutSecondsPath leads nowhere', async () => {
    const task = callingTask({
      TimeoutSecondsPath: '$.nowhere',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
    });
    const run = await runInMemory(blockOf({ Count: task, Caught: passing() }));
    expect(historyTypes(run.history)).toEqual(['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed']);
    expect(run.error).toBe('States.Runtime');
    expect(run.cause).toBe(
      "An error occurred while executing the state 'Count' (entered at the event id #2). " +
        "Invalid path '$.nowhere' : No results for path: $['nowhere']",
    );
  });

  it('names its token in the parameters of a task that waits for it', async () => {
    const task = callingTask({
      Resource: `${INVOKE}.waitForTaskToken`,
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
    });
    const run = await runInMemory(blockOf({ First: passing({ Next: 'Ask' }), Ask: task }), {
      tasks: ({ parameters, taskId }) => ({ output: { parameters, taskId } }),
    });
    // The token is that of the event that it stands in: id 5, in the root frame.
    expect(run.output).toEqual({
      parameters: { FunctionName: 'ask', Payload: { token: 'token-0-5' } },
      taskId: 5,
    });
  });
});

describe('a Task that fails', () => {
  it('ends the execution with the error and the cause that its worker gave', async () => {
    const run = await runInMemory(blockOf({ Count: callingTask() }), {
      tasks: () => ({ error: 'NoLight', cause: 'it is night' }),
    });
    expect(historyLines(run.history).slice(4)).toEqual(['5<4 LambdaFunctionFailed', '6<5 ExecutionFailed']);
    expect([run.error, run.cause]).toEqual(['NoLight', 'it is night']);
  });

  it('never started when it failed before: there is no Started event', async () => {
    const run = await runInMemory(blockOf({ Count: callingTask() }), {
      tasks: () => ({ error: 'Lambda.ResourceNotFoundException', phase: 'schedule' }),
    });
    expect(historyTypes(run.history)).toContain('LambdaFunctionScheduleFailed');
    expect(historyTypes(run.history)).not.toContain('LambdaFunctionStarted');
  });

  it('times out', async () => {
    const run = await runInMemory(blockOf({ Count: callingTask({ TimeoutSeconds: 5 }) }), {
      tasks: () => ({ never: true }),
    });
    expect(historyTypes(run.history).slice(-2)).toEqual(['LambdaFunctionTimedOut', 'ExecutionFailed']);
    expect([run.error, run.cause, run.elapsedMs]).toEqual(['States.Timeout', undefined, 5_000]);
  });

  it('misses its heartbeat before its time is up', async () => {
    const task = callingTask({ TimeoutSeconds: 60, HeartbeatSeconds: 5 });
    const run = await runInMemory(blockOf({ Count: task }), { tasks: () => ({ never: true }) });
    expect([run.error, run.elapsedMs]).toEqual(['States.HeartbeatTimeout', 5_000]);
  });

  it('fails when its result is larger than a payload may be, which a catcher takes', async () => {
    const task = callingTask({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] });
    const run = await runInMemory(blockOf({ Count: task, Caught: passing() }), {
      tasks: () => ({ output: 'a'.repeat(263_168) }),
    });
    expect(historyTypes(run.history)).toContain('LambdaFunctionFailed');
    expect(run.output).toEqual({
      Error: 'States.DataLimitExceeded',
      Cause:
        `The state/task '${FUNCTION_ARN}' returned a result with a size exceeding the maximum number ` +
        'of bytes service limit.',
    });
  });
});

describe('a Task that asks an activity', () => {
  it('tells which worker took it', async () => {
    const task = callingTask({ Resource: 'arn:aws:states:dallas:000000000000:activity:approve' });
    const run = await runInMemory(blockOf({ Ask: task }), {
      tasks: () => ({ output: 'yes', worker: 'ann' }),
    });
    expect(historyLines(run.history).slice(2, 5)).toEqual([
      '3<2 ActivityScheduled',
      '4<3 ActivityStarted',
      '5<4 ActivitySucceeded',
    ]);
    expect(eventOfType(run.history, 'ActivityStarted').activityStartedEventDetails).toEqual({
      workerName: 'ann',
    });
  });
});
