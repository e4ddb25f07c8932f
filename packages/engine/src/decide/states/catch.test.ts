import { describe, expect, it } from 'vitest';

import {
  blockOf,
  callingTask,
  jsonataMachine,
  mapOf,
  parallelOf,
  passing,
} from '../../../test/definitions.ts';
import { eventOfType, historyLines } from '../../../test/history-lines.ts';
import { runInMemory, type TaskScript } from '../../../test/run-in-memory.ts';

const boom: TaskScript = () => ({ error: 'Boom', cause: 'it went off' });

describe('a catcher on JSONPath', () => {
  it('goes on with the error output in place of the input', async () => {
    const task = callingTask({ Catch: [{ ErrorEquals: ['Boom'], Next: 'Caught' }] });
    const run = await runInMemory(blockOf({ Try: task, Caught: passing() }), {
      input: { a: 1 },
      tasks: boom,
    });
    expect(historyLines(run.history).slice(4)).toEqual([
      '5<4 LambdaFunctionFailed',
      '6<5 TaskStateExited',
      '7<6 PassStateEntered',
      '8<7 PassStateExited',
      '9<8 ExecutionSucceeded',
    ]);
    expect(run.output).toEqual({ Error: 'Boom', Cause: 'it went off' });
  });

  it('puts the error output where its own ResultPath says, past the OutputPath of the state', async () => {
    const task = callingTask({
      InputPath: '$.seen',
      ResultPath: '$.result',
      OutputPath: '$.nowhere',
      Catch: [{ ErrorEquals: ['Boom'], ResultPath: '$.error', Next: 'Caught' }],
    });
    const run = await runInMemory(blockOf({ Try: task, Caught: passing() }), {
      input: { seen: 1 },
      tasks: boom,
    });
    expect(run.output).toEqual({ seen: 1, error: { Error: 'Boom', Cause: 'it went off' } });
  });

  it('discards the error output with a ResultPath of null', async () => {
    const task = callingTask({ Catch: [{ ErrorEquals: ['Boom'], ResultPath: null, Next: 'Caught' }] });
    const run = await runInMemory(blockOf({ Try: task, Caught: passing() }), {
      input: { a: 1 },
      tasks: boom,
    });
    expect(run.output).toEqual({ a: 1 });
  });

  it('assigns variables from the error output', async () => {
    const task = callingTask({
      Catch: [{ ErrorEquals: ['Boom'], Assign: { 'why.$': '$.Cause' }, Next: 'Caught' }],
    });
    const caught = passing({ Parameters: { 'why.$': '$why' } });
    const run = await runInMemory(blockOf({ Try: task, Caught: caught }), { tasks: boom });
    expect(run.output).toEqual({ why: 'it went off' });
    expect(eventOfType(run.history, 'TaskStateExited').stateExitedEventDetails?.assignedVariables).toEqual({
      why: '"it went off"',
    });
  });

  it('shows an empty cause for an error that came without', async () => {
    const task = callingTask({
      TimeoutSeconds: 5,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }],
    });
    const run = await runInMemory(blockOf({ Try: task, Caught: passing() }), {
      tasks: () => ({ never: true }),
    });
    expect(run.output).toEqual({ Error: 'States.Timeout', Cause: '' });
  });
});

describe('which catcher takes an error', () => {
  it.each([
    ['Boom', ['Boom'], true],
    ['Boom', ['Other', 'Boom'], true],
    ['Boom', ['Other'], false],
    ['Boom', ['States.TaskFailed'], true],
    ['Boom', ['States.ALL'], true],
    ['States.Timeout', ['States.TaskFailed'], false],
    ['States.Timeout', ['States.ALL'], true],
    ['States.HeartbeatTimeout', ['States.Timeout'], true],
    ['States.HeartbeatTimeout', ['States.HeartbeatTimeout'], true],
    ['States.Timeout', ['States.HeartbeatTimeout'], false],
  ])('%s by %j: %j', async (error, errorEquals, taken) => {
    const task = callingTask({ Catch: [{ ErrorEquals: errorEquals, Next: 'Caught' }] });
    const run = await runInMemory(blockOf({ Try: task, Caught: passing() }), { tasks: () => ({ error }) });
    expect(run.status).toBe(taken ? 'SUCCEEDED' : 'FAILED');
  });

  it('the first that matches', async () => {
    const task = callingTask({
      Catch: [
        { ErrorEquals: ['Other'], Next: 'First' },
        { ErrorEquals: ['Boom'], Next: 'Second' },
        { ErrorEquals: ['States.ALL'], Next: 'Third' },
      ],
    });
    const machine = blockOf({
      Try: task,
      First: passing({ Result: 1 }),
      Second: passing({ Result: 2 }),
      Third: passing({ Result: 3 }),
    });
    expect((await runInMemory(machine, { tasks: boom })).output).toBe(2);
  });

  it('is asked when the retriers have given up', async () => {
    const task = callingTask({
      Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 2, BackoffRate: 1 }],
      Catch: [{ ErrorEquals: ['Boom'], ResultPath: null, Next: 'Caught' }],
    });
    const run = await runInMemory(blockOf({ Try: task, Caught: passing() }), { input: 'in', tasks: boom });
    expect([run.output, run.elapsedMs]).toEqual(['in', 2_000]);
  });

  it('none, when the result was fine and its paths lead nowhere', async () => {
    const task = callingTask({
      OutputPath: '$.no.such.path',
      Catch: [{ ErrorEquals: ['States.Runtime'], Next: 'Caught' }],
    });
    const run = await runInMemory(blockOf({ Try: task, Caught: passing() }));
    expect(historyLines(run.history).slice(4)).toEqual([
      '5<4 LambdaFunctionSucceeded',
      '6<5 ExecutionFailed',
    ]);
    expect([run.error, run.cause]).toEqual([
      'States.Runtime',
      "An error occurred while executing the state 'Try' (entered at the event id #2). " +
        "Invalid path '$.no.such.path' : Missing property in path $['no']",
    ]);
  });
});

describe('a catcher on JSONata', () => {
  it('sees the input and the error output', async () => {
    const task = callingTask({
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Output: { was: '{% $states.input %}', error: '{% $states.errorOutput.Error %}' },
          Assign: { why: '{% $states.errorOutput.Cause %}' },
          Next: 'Caught',
        },
      ],
    });
    const caught = passing({ Output: { before: '{% $states.input %}', why: '{% $why %}' } });
    const run = await runInMemory(jsonataMachine({ Try: task, Caught: caught }), { input: 1, tasks: boom });
    expect(run.output).toEqual({ before: { was: 1, error: 'Boom' }, why: 'it went off' });
  });

  it('answers the error output when it has no Output', async () => {
    const task = callingTask({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] });
    const run = await runInMemory(jsonataMachine({ Try: task, Caught: passing() }), { tasks: boom });
    expect(run.output).toEqual({ Error: 'Boom', Cause: 'it went off' });
  });

  it('takes a failed evaluation of the state itself', async () => {
    const task = callingTask({
      Output: '{% $states.result.nothing %}',
      Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
    });
    const run = await runInMemory(jsonataMachine({ Try: task, Caught: passing() }));
    expect(run.output).toMatchObject({ Error: 'States.QueryEvaluationError' });
    expect(eventOfType(run.history, 'EvaluationFailed').evaluationFailedEventDetails).toMatchObject({
      location: 'Output',
      state: 'Try',
    });
  });
});

describe('a catcher around other states', () => {
  const failing = blockOf({ Boom: { Type: 'Fail', Error: 'Boom', Cause: 'it went off' } });
  const Catch = [{ ErrorEquals: ['Boom'], ResultPath: '$.error', Next: 'Caught' }];

  it.each([
    ['Parallel', parallelOf([failing], { Catch }), 'ParallelStateFailed'],
    ['Map', mapOf(failing, { ItemsPath: '$.items', Catch }), 'MapStateFailed'],
  ] as const)('takes what no state within a %s took', async (_type, state, told) => {
    const run = await runInMemory(blockOf({ Around: state, Caught: passing() }), { input: { items: [1] } });
    expect(run.output).toEqual({ items: [1], error: { Error: 'Boom', Cause: 'it went off' } });
    const failed = eventOfType(run.history, told);
    const exited = run.history.find(({ previousEventId }) => previousEventId === failed.id);
    expect(exited?.stateExitedEventDetails?.name).toBe('Around');
  });
});
