import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { blockOf, jsonataMachine, passing } from '../../../test/definitions.ts';
import { eventOfType, historyLines, historyTypes } from '../../../test/history-lines.ts';
import { RUN_STARTS_AT, runInMemory } from '../../../test/run-in-memory.ts';

const inState = (name: string, cause: string) =>
  `An error occurred while executing the state '${name}' (entered at the event id #2). ${cause}`;

describe('a Pass', () => {
  it.each<[string, JsonObject, Json, Json]>([
    ['hands its input on', {}, { a: 1 }, { a: 1 }],
    ['answers its Result', { Result: 7 }, { a: 1 }, 7],
    ['places its Result', { Result: 7, ResultPath: '$.b.c' }, { a: 1 }, { a: 1, b: { c: 7 } }],
    ['discards its Result', { Result: 7, ResultPath: null }, { a: 1 }, { a: 1 }],
    ['does not read paths in its Result', { Result: { 'a.$': '$.a' } }, {}, { 'a.$': '$.a' }],
    ['answers its Parameters', { Parameters: { 'b.$': '$.a', c: 2 } }, { a: 1 }, { b: 1, c: 2 }],
    [
      'reads its Parameters behind InputPath',
      { InputPath: '$.a', Parameters: { 'b.$': '$' } },
      { a: 1 },
      { b: 1 },
    ],
    ['discards its input', { InputPath: null }, { a: 1 }, {}],
    ['discards its output', { OutputPath: null }, { a: 1 }, {}],
    ['lets a part of its output through', { Result: { x: [1, 2] }, OutputPath: '$.x[1]' }, {}, 2],
    ['takes the context for its input', { InputPath: '$$.Execution.Input' }, { a: 1 }, { a: 1 }],
  ])('%s', async (_what, fields, input, output) => {
    expect((await runInMemory(blockOf({ Only: passing(fields) }), { input })).output).toEqual(output);
  });

  it('answers its Output on JSONata, literals as they are', async () => {
    const only = passing({
      Output: { sum: '{% $states.input.a + 1 %}', literal: ' {% not %} ', none: null },
    });
    const run = await runInMemory(jsonataMachine({ Only: only }), { input: { a: 1 } });
    expect(run.output).toEqual({ sum: 2, literal: ' {% not %} ', none: null });
  });

  it('fails for good when a path leads nowhere', async () => {
    const run = await runInMemory(blockOf({ Only: passing({ InputPath: '$.nowhere' }) }), { input: {} });
    expect(historyLines(run.history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 PassStateEntered',
      '3<2 ExecutionFailed',
    ]);
    expect(run.cause).toBe(inState('Only', "Invalid path '$.nowhere' : No results for path: $['nowhere']"));
  });

  it('tells of an evaluation that failed, chained to what came before the state', async () => {
    const machine = jsonataMachine({
      First: passing({ Next: 'Second' }),
      Second: passing({ Output: { result: '{% $nothing %}' } }),
    });
    const run = await runInMemory(machine);
    expect(historyLines(run.history).slice(3)).toEqual([
      '4<3 PassStateEntered',
      '5<3 EvaluationFailed',
      '6<5 ExecutionFailed',
    ]);
    expect(eventOfType(run.history, 'EvaluationFailed').evaluationFailedEventDetails).toEqual({
      error: 'States.QueryEvaluationError',
      cause:
        "An error occurred while executing the state 'Second' (entered at the event id #4). The JSONata " +
        "expression '$nothing' specified for the field 'Output/result' returned nothing (undefined).",
      location: 'Output/result',
      state: 'Second',
    });
  });

  it('answers no more than a payload may hold', async () => {
    const run = await runInMemory(blockOf({ Only: passing({ Result: 'a'.repeat(262_144) }) }));
    expect(historyLines(run.history).slice(1)).toEqual(['2<0 PassStateEntered', '3<2 ExecutionFailed']);
    expect([run.error, run.cause]).toEqual([
      'States.DataLimitExceeded',
      "The state/task 'Only' returned a result with a size exceeding the maximum number of bytes service limit.",
    ]);
  });
});

describe('a Choice', () => {
  const choice = (fields: JsonObject): JsonObject => ({
    ...blockOf({
      Which: { Type: 'Choice', ...fields },
      Left: passing({ Result: 'left' }),
      Right: passing({ Result: 'right' }),
    }),
  });
  const rules = [
    { Variable: '$.n', NumericGreaterThan: 5, Next: 'Left' },
    { Variable: '$.n', NumericGreaterThan: 0, Next: 'Right' },
  ];

  it.each<[number, string]>([
    [9, 'left'],
    [3, 'right'],
  ])('follows the first rule that holds: %i goes %s', async (n, way) => {
    expect((await runInMemory(choice({ Choices: rules }), { input: { n } })).output).toBe(way);
  });

  it('follows Default when none holds, and hands its input on', async () => {
    const run = await runInMemory(choice({ Choices: rules, Default: 'Left' }), { input: { n: 0 } });
    expect(run.output).toBe('left');
    expect(eventOfType(run.history, 'ChoiceStateExited').stateExitedEventDetails?.output).toBe('{"n":0}');
  });

  it('fails the execution when none holds and there is no Default', async () => {
    const run = await runInMemory(choice({ Choices: rules }), { input: { n: 0 } });
    expect(historyTypes(run.history)).toEqual(['ExecutionStarted', 'ChoiceStateEntered', 'ExecutionFailed']);
    expect(run.cause).toBe(
      inState('Which', 'Failed to transition out of the state. The state does not point to a next state.'),
    );
  });

  it('assigns what the rule that holds says, or what goes with Default', async () => {
    const fields = {
      Choices: [{ ...rules[0], Assign: { by: 'rule' } }],
      Default: 'Right',
      Assign: { 'by.$': '$.n' },
    };
    const assigned = async (n: number) => {
      const { history } = await runInMemory(choice(fields), { input: { n } });
      return eventOfType(history, 'ChoiceStateExited').stateExitedEventDetails?.assignedVariables;
    };
    expect([await assigned(9), await assigned(1)]).toEqual([{ by: '"rule"' }, { by: '1' }]);
  });

  it('evaluates conditions on JSONata in their order, and no further than it must', async () => {
    const machine = {
      ...choice({
        Choices: [
          { Condition: '{% $states.input.n = 1 %}', Next: 'Left', Output: 'by rule' },
          { Condition: '{% $states.input.nothing %}', Next: 'Right' },
        ],
      }),
      QueryLanguage: 'JSONata',
    };
    const states = JSON.parse(JSON.stringify(machine).replaceAll('"Result"', '"Output"')) as Json;
    const right = await runInMemory(states, { input: { n: 1 } });
    expect(right.output).toBe('left');
    expect(eventOfType(right.history, 'ChoiceStateExited').stateExitedEventDetails?.output).toBe('"by rule"');
    const wrong = await runInMemory(states, { input: { n: 2 } });
    expect(eventOfType(wrong.history, 'EvaluationFailed').evaluationFailedEventDetails?.location).toBe(
      'Choices[1]/Condition',
    );
  });
});

describe('a Wait', () => {
  const waiting = (fields: JsonObject) => blockOf({ Sleep: { Type: 'Wait', End: true, ...fields } });
  const inFive = new Date(RUN_STARTS_AT + 5_000).toISOString();

  it.each<[JsonObject, Json]>([
    [{ Seconds: 5 }, {}],
    [{ SecondsPath: '$.s' }, { s: 5 }],
    [{ Timestamp: inFive }, {}],
    [{ TimestampPath: '$.t' }, { t: inFive }],
    [{ QueryLanguage: 'JSONata', Seconds: '{% $states.input.s + 2 %}' }, { s: 3 }],
    [{ QueryLanguage: 'JSONata', Timestamp: '{% $states.input.t %}' }, { t: inFive }],
  ])('%j sleeps for five seconds and hands its input on', async (fields, input) => {
    const run = await runInMemory(waiting(fields), { input });
    expect(historyLines(run.history).slice(1)).toEqual([
      '2<0 WaitStateEntered',
      '3<2 WaitStateExited',
      '4<3 ExecutionSucceeded',
    ]);
    expect([run.elapsedMs, run.output]).toEqual([5_000, input]);
  });

  it.each([{ Seconds: 0 }, { Timestamp: '2001-01-01T00:00:00Z' }])('%j has come already', async (fields) => {
    const run = await runInMemory(waiting(fields));
    expect([run.status, run.elapsedMs]).toEqual(['SUCCEEDED', 0]);
  });

  it.each<[Json, string]>([
    [{}, 'The SecondsPath parameter does not reference an input value: $.s'],
    [{ s: -1 }, 'The SecondsPath parameter references a negative value: $.s == -1'],
    [{ s: 1.5 }, 'The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5'],
    [{ s: 2_147_483_648 }, 'Wait state delay is too long.'],
  ])('can not wait for SecondsPath in %j', async (input, cause) => {
    const run = await runInMemory(waiting({ SecondsPath: '$.s' }), { input });
    expect([run.error, run.cause]).toEqual(['States.Runtime', inState('Sleep', cause)]);
  });

  it.each(['2016-12-05 21:29:29Z', '2016-12-05T21:29:29', '2016-13-05T21:29:29Z'])(
    'can not wait for a TimestampPath that leads to %s',
    async (t) => {
      const run = await runInMemory(waiting({ TimestampPath: '$.t' }), { input: { t } });
      expect(run.cause).toBe(
        inState(
          'Sleep',
          'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time ' +
            `format string: $.t == ${t}`,
        ),
      );
    },
  );

  it('tells of an expression that gives no time', async () => {
    const machine = waiting({ QueryLanguage: 'JSONata', Timestamp: "{% 'soon' %}" });
    const run = await runInMemory(machine);
    expect(historyLines(run.history).slice(1)).toEqual([
      '2<0 WaitStateEntered',
      '3<2 EvaluationFailed',
      '4<3 ExecutionFailed',
    ]);
    expect(eventOfType(run.history, 'EvaluationFailed').evaluationFailedEventDetails?.location).toBe(
      'Timestamp',
    );
  });
});

describe('a Succeed', () => {
  it('ends its block with a part of its input', async () => {
    const run = await runInMemory(
      blockOf({ Done: { Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' } }),
      {
        input: { a: { b: 1 } },
      },
    );
    expect(historyTypes(run.history)).toEqual([
      'ExecutionStarted',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(run.output).toBe(1);
  });
});

describe('a Fail', () => {
  it.each<[JsonObject, string | undefined, string | undefined]>([
    [{}, undefined, undefined],
    [{ Error: 'E', Cause: 'C' }, 'E', 'C'],
    [{ ErrorPath: '$.e', CausePath: "States.Format('by {}', $.c)" }, 'e1', 'by c1'],
    [{ QueryLanguage: 'JSONata', Error: 'E', Cause: "{% 'by ' & $states.input.c %}" }, 'E', 'by c1'],
  ])('%j ends the execution', async (fields, error, cause) => {
    const run = await runInMemory(blockOf({ Stop: { Type: 'Fail', ...fields } }), {
      input: { e: 'e1', c: 'c1' },
    });
    expect(historyLines(run.history).slice(1)).toEqual(['2<0 FailStateEntered', '3<2 ExecutionFailed']);
    expect([run.error, run.cause]).toEqual([error, cause]);
  });
});
