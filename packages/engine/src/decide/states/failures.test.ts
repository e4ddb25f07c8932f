import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import {
  blockOf,
  callingTask,
  jsonataMachine,
  mapOf,
  parallelOf,
  passing,
} from '../../../test/definitions.ts';
import { eventOfType, historyLines, historyTypes } from '../../../test/history-lines.ts';
import { runInMemory, type TaskScript } from '../../../test/run-in-memory.ts';

const boom: TaskScript = () => ({ error: 'Boom', cause: 'it went off' });
const lost = blockOf({ Lost: passing({ Parameters: { 'm.$': '$.nowhere' } }) });
const catchAll = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];

describe('a Choice that no rule matches, without a Default', () => {
  const choice = (fields: JsonObject): JsonObject => ({ Type: 'Choice', ...fields });
  const onPath = choice({ Choices: [{ Variable: '$.n', NumericEquals: 2, Next: 'Two' }] });
  const onJsonata = choice({
    QueryLanguage: 'JSONata',
    Choices: [{ Condition: '{% $states.input.n = 2 %}', Next: 'Two' }],
  });

  it.each([
    ['JSONPath', onPath],
    ['JSONata', onJsonata],
  ])('on %s ends the execution with States.Runtime, in the service’s words', async (_language, state) => {
    const run = await runInMemory(blockOf({ Pick: state, Two: passing() }), { input: { n: 1 } });
    expect([run.error, run.cause]).toEqual([
      'States.Runtime',
      "An error occurred while executing the state 'Pick' (entered at the event id #2). " +
        'Failed to transition out of the state. The state does not point to a next state.',
    ]);
  });

  it.each(['States.ALL', 'States.NoChoiceMatched', 'States.Runtime'])(
    'is not seen by the retriers and catchers of a Parallel around it: %s',
    async (name) => {
      const around = parallelOf([blockOf({ Pick: onPath, Two: passing() })], {
        Retry: [{ ErrorEquals: [name], IntervalSeconds: 1 }],
        Catch: [{ ErrorEquals: [name], Next: 'Caught' }],
        Next: 'Caught',
      });
      const run = await runInMemory(blockOf({ Around: around, Caught: passing() }), { input: { n: 1 } });
      expect([run.status, run.error]).toEqual(['FAILED', 'States.Runtime']);
      expect(historyTypes(run.history).at(-2)).toBe('ChoiceStateEntered');
    },
  );
});

describe('States.Runtime', () => {
  it.each<[string, JsonObject, Json, readonly string[]]>([
    [
      'a branch',
      parallelOf([lost, blockOf({ Slow: callingTask() })], { Catch: catchAll, Next: 'Caught' }),
      {},
      ['4<3 PassStateEntered', '5<4 ExecutionFailed'],
    ],
    [
      'an iteration',
      mapOf(lost, { MaxConcurrency: 1, Catch: catchAll, Next: 'Caught' }),
      [1, 2],
      ['4<3 MapIterationStarted', '5<4 PassStateEntered', '6<5 ExecutionFailed'],
    ],
  ])(
    'in %s ends the execution at once: nothing around it is asked, or told of',
    async (_where, state, input, end) => {
      const run = await runInMemory(blockOf({ Around: state, Caught: passing() }), { input });
      expect(historyLines(run.history).slice(3)).toEqual(end);
      expect(run.error).toBe('States.Runtime');
      expect(run.cause).toContain("while executing the state 'Lost'");
    },
  );

  it('of a Parallel itself follows the success of its branches', async () => {
    const fork = parallelOf([blockOf({ Fine: passing() })], { ResultSelector: { 'm.$': '$.nowhere' } });
    const run = await runInMemory(blockOf({ Fork: fork }));
    expect(historyLines(run.history).slice(4)).toEqual([
      '5<4 PassStateExited',
      '6<5 ParallelStateSucceeded',
      '7<6 ExecutionFailed',
    ]);
    expect(run.cause).toContain("while executing the state 'Fork' (entered at the event id #2)");
  });

  it('takes no retrier and no catcher, even by its name', async () => {
    const names = ['States.Runtime'];
    const task = callingTask({
      InputPath: '$.nowhere',
      Retry: [{ ErrorEquals: names }],
      Catch: [{ ErrorEquals: names, Next: 'Caught' }],
    });
    const run = await runInMemory(blockOf({ Call: task, Caught: passing() }));
    expect([run.error, run.elapsedMs]).toEqual(['States.Runtime', 0]);
  });
});

describe('a failure of a Parallel or a Map before its work', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    [
      'Parallel',
      parallelOf([blockOf({ A: passing() })], { Arguments: '{% $states.input.nothing %}' }),
      ['2<0 ParallelStateEntered', '3<0 EvaluationFailed', '4<3 ParallelStateFailed', '5<4 ExecutionFailed'],
    ],
    [
      'Map',
      mapOf(blockOf({ A: passing() }), { Items: '{% 7 %}' }),
      ['2<0 MapStateEntered', '3<0 EvaluationFailed', '4<3 MapStateFailed', '5<4 ExecutionFailed'],
    ],
  ])('is told of as the failure of the %s', async (_type, state, lines) => {
    const run = await runInMemory(jsonataMachine({ Around: state }));
    expect(historyLines(run.history).slice(1)).toEqual(lines);
  });

  it('can be caught, unless it is terminal', async () => {
    const map = mapOf(blockOf({ A: passing() }), {
      ItemsPath: '$.items',
      ItemSelector: { 'x.$': 'States.StringToJson($.text)' },
      Catch: catchAll,
    });
    const run = await runInMemory(blockOf({ Each: map, Caught: passing() }), {
      input: { items: [1], text: '{' },
    });
    expect(historyTypes(run.history)).toContain('MapStateFailed');
    expect(run.output).toMatchObject({ Error: 'States.IntrinsicFailure' });
  });

  it('names the path of a Map that leads to no array', async () => {
    const map = mapOf(blockOf({ A: passing() }), { ItemsPath: '$.items' });
    const run = await runInMemory(blockOf({ Each: map }), { input: { items: 1 } });
    expect(historyLines(run.history).slice(1)).toEqual(['2<0 MapStateEntered', '3<2 ExecutionFailed']);
    expect([run.error, run.cause]).toEqual([
      'States.Runtime',
      "An error occurred while executing the state 'Each' (entered at the event id #2). " +
        'Reference path "$.items" must point to array.',
    ]);
  });
});

describe('a catcher whose own query fails', () => {
  const output = '{% $states.input.nothing %}';

  it('fails the state: neither a retrier nor another catcher is asked', async () => {
    const task = callingTask({
      Retry: [{ ErrorEquals: ['States.QueryEvaluationError'] }],
      Catch: [{ ErrorEquals: ['Boom'], Output: output, Next: 'Caught' }, ...catchAll],
    });
    const run = await runInMemory(jsonataMachine({ Try: task, Caught: passing() }), { tasks: boom });
    expect(historyLines(run.history).slice(4)).toEqual([
      '5<4 LambdaFunctionFailed',
      '6<5 EvaluationFailed',
      '7<6 ExecutionFailed',
    ]);
    expect(eventOfType(run.history, 'EvaluationFailed').evaluationFailedEventDetails).toMatchObject({
      location: 'Catch[0]/Output',
      state: 'Try',
    });
    expect([run.error, run.elapsedMs]).toEqual(['States.QueryEvaluationError', 0]);
  });

  it('is told of from before the failure of a Parallel, which fails a second time', async () => {
    const fork = parallelOf([blockOf({ Bad: { Type: 'Fail', Error: 'Boom' } })], {
      Catch: [{ ErrorEquals: ['States.ALL'], Output: { v: output }, Next: 'Caught' }],
    });
    const run = await runInMemory(jsonataMachine({ Fork: fork, Caught: passing() }));
    expect(historyLines(run.history).slice(3)).toEqual([
      '4<3 FailStateEntered',
      '5<4 ParallelStateFailed',
      '6<4 EvaluationFailed',
      '7<6 ParallelStateFailed',
      '8<7 ExecutionFailed',
    ]);
  });

  it('can be caught by the state around', async () => {
    const task = callingTask({ Catch: [{ ErrorEquals: ['Boom'], Output: output, Next: 'Never' }] });
    const fork = parallelOf([blockOf({ Try: task, Never: passing() })], { Catch: catchAll });
    const run = await runInMemory(jsonataMachine({ Fork: fork, Caught: passing() }), { tasks: boom });
    expect(run.output).toMatchObject({ Error: 'States.QueryEvaluationError' });
  });

  it.each<[string, JsonObject]>([
    ['Task', callingTask()],
    ['Parallel', parallelOf([blockOf({ Bad: { Type: 'Fail', Error: 'Boom' } })])],
  ])('on JSONPath: a ResultPath of a %s that fits nowhere', async (_type, state) => {
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.text.within', Next: 'Caught' }];
    const run = await runInMemory(blockOf({ Try: { ...state, Catch }, Caught: passing() }), {
      input: { text: 'abc' },
      tasks: boom,
    });
    expect([run.error, run.faults]).toEqual(['States.ResultPathMatchFailure', []]);
    expect(run.cause).toContain('Unable to apply step "within" to input "abc"');
  });
});

describe('what is too much', () => {
  it('a value that nests without end ends the execution, not the process', async () => {
    const machine = blockOf({
      Wrap: passing({ Parameters: { 'x.$': '$' }, Next: 'Again' }),
      Again: {
        Type: 'Choice',
        Choices: [{ Variable: '$.never', IsPresent: true, Next: 'Done' }],
        Default: 'Wrap',
      },
      Done: { Type: 'Succeed' },
    });
    const run = await runInMemory(machine);
    expect([run.error, run.faults]).toEqual(['States.DataLimitExceeded', []]);
    expect(run.cause).toContain('more than 1000 levels');
  });

  it.each<[string, JsonObject]>([
    ['Parameters of a Task', callingTask({ Parameters: { 'a.$': '$', 'b.$': '$' } })],
    [
      'Parameters of a Parallel',
      parallelOf([blockOf({ A: passing() })], { Parameters: { 'a.$': '$', 'b.$': '$' } }),
    ],
    [
      'ItemSelector',
      mapOf(blockOf({ A: passing() }), { ItemsPath: '$.items', ItemSelector: { 'a.$': '$', 'b.$': '$' } }),
    ],
    ['Assign', passing({ Assign: { 'a.$': '$', 'b.$': '$' } })],
  ])('%s may not make more of a payload than there may be', async (_what, state) => {
    const run = await runInMemory(blockOf({ Grow: state }), {
      input: { items: [1], text: 'x'.repeat(200_000) },
    });
    expect(run.error).toBe('States.DataLimitExceeded');
  });

  it('all variables together', async () => {
    const filling = Array.from({ length: 44 }, (_, index) => [
      `Set${index}`,
      passing({ Assign: { [`v${index}.$`]: '$.text' }, Next: `Set${index + 1}` }),
    ]);
    const states = { ...(Object.fromEntries(filling) as JsonObject), Set44: { Type: 'Succeed' } };
    const run = await runInMemory(blockOf(states), { input: { text: 'x'.repeat(250_000) } });
    expect([run.error, run.cause]).toEqual([
      'States.DataLimitExceeded',
      'The variables of the execution exceed 10485760 bytes.',
    ]);
  });
});
