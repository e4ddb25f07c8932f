import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { blockOf, callingTask, jsonataMachine, mapOf, passing } from '../../../test/definitions.ts';
import { eventOfType, historyLines, historyTypes } from '../../../test/history-lines.ts';
import { runInMemory } from '../../../test/run-in-memory.ts';

const echo = blockOf({ Echo: passing() });

describe('a Map', () => {
  it('runs its processor for each item, one after the other when told so', async () => {
    const run = await runInMemory(blockOf({ Each: mapOf(echo, { MaxConcurrency: 1 }) }), {
      input: ['a', 'b'],
    });
    expect(historyLines(run.history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
      '14<13 ExecutionSucceeded',
    ]);
    expect(eventOfType(run.history, 'MapStateStarted').mapStateStartedEventDetails).toEqual({ length: 2 });
    expect(eventOfType(run.history, 'MapIterationStarted').mapIterationStartedEventDetails).toEqual({
      name: 'Each',
      index: 0,
    });
    expect(run.output).toEqual(['a', 'b']);
  });

  it('over nothing answers nothing', async () => {
    const run = await runInMemory(blockOf({ Each: mapOf(echo) }), { input: [] });
    expect(historyLines(run.history).slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapStateSucceeded',
      '5<3 MapStateExited',
      '6<5 ExecutionSucceeded',
    ]);
    expect(run.output).toEqual([]);
  });

  it('keeps the order of the items, whatever ends first, and its concurrency', async () => {
    const machine = (concurrency: number) =>
      blockOf({ Each: mapOf(blockOf({ Work: callingTask() }), { MaxConcurrency: concurrency }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 4 }),
        async (delays, concurrency) => {
          let most = 0;
          const run = await runInMemory(machine(concurrency), {
            input: delays,
            tasks: ({ parameters }) => ({ output: parameters, afterMs: Number(parameters) }),
            onDecision: (_state, _events, { tasks }) => (most = Math.max(most, tasks.length)),
          });
          expect(run.output).toEqual(delays);
          expect(most).toBe(Math.min(concurrency === 0 ? delays.length : concurrency, delays.length));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds its items behind ItemsPath in the effective input, and places what comes of them', async () => {
    const map = mapOf(echo, {
      InputPath: '$.road',
      ItemsPath: '$.lanes',
      ResultSelector: { 'last.$': '$[-1:]' },
      ResultPath: '$.road.out',
    });
    const run = await runInMemory(blockOf({ Each: map }), { input: { road: { lanes: [1, 2] } } });
    expect(run.output).toEqual({ road: { lanes: [1, 2], out: { last: [2] } } });
  });

  it.each(['ItemSelector', 'Parameters'])(
    'makes each input by %s from the item and the input',
    async (field) => {
      const map = mapOf(echo, {
        ItemsPath: '$.lanes',
        [field]: {
          'index.$': '$$.Map.Item.Index',
          'value.$': '$$.Map.Item.Value',
          'road.$': '$.road',
          fixed: 1,
        },
      });
      const run = await runInMemory(blockOf({ Each: map }), { input: { road: 'A', lanes: ['x'] } });
      expect(run.output).toEqual([{ index: 0, value: 'x', road: 'A', fixed: 1 }]);
    },
  );

  it('shows the item in the context of everything within the iteration', async () => {
    const inner = mapOf(blockOf({ Show: passing({ Parameters: { 'item.$': '$$.Map.Item.Value' } }) }));
    const after = passing({ Parameters: { 'inner.$': '$', 'item.$': '$$.Map.Item.Value' } });
    const outer = mapOf(blockOf({ Inner: { ...inner, End: false, Next: 'After' }, After: after }));
    const machine = blockOf({ Outer: outer });
    const run = await runInMemory(JSON.parse(JSON.stringify(machine).replace('"End":false,', '')), {
      input: [['a', 'b']],
    });
    expect(run.output).toEqual([{ inner: [{ item: 'a' }, { item: 'b' }], item: ['a', 'b'] }]);
  });

  it('evaluates Items, ItemSelector, MaxConcurrency and Output on JSONata', async () => {
    const map = mapOf(echo, {
      Items: '{% [1..$states.input] %}',
      ItemSelector: { twice: '{% $states.context.Map.Item.Value * 2 %}' },
      MaxConcurrency: '{% 1 + 1 %}',
      Output: '{% $sum($states.result.twice) %}',
    });
    expect((await runInMemory(jsonataMachine({ Each: map }), { input: 4 })).output).toBe(20);
  });

  it('nests', async () => {
    const machine = blockOf({ Rows: mapOf(blockOf({ Cells: mapOf(echo) })) });
    const input: Json = [[1, 2], [], [3]];
    expect((await runInMemory(machine, { input })).output).toEqual(input);
  });
});

describe('a Map that fails', () => {
  it('tells of the iteration that failed and of those that it took along', async () => {
    const machine = blockOf({ Each: mapOf(blockOf({ Work: callingTask() })) });
    const run = await runInMemory(machine, {
      input: [0, 1, 2],
      tasks: ({ parameters }) => (parameters === 1 ? { error: 'Boom', afterMs: 1_000 } : { never: true }),
    });
    const failed = run.history.find(({ type }) => type === 'LambdaFunctionFailed')?.id;
    expect(historyTypes(run.history).slice(-8)).toEqual([
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    const told = run.history.slice(-8, -1);
    expect(told.map(({ previousEventId }) => previousEventId)).toEqual(told.map(() => failed));
    const indices = told.flatMap(
      (event) => (event.mapIterationFailedEventDetails ?? event.mapIterationAbortedEventDetails)?.index ?? [],
    );
    expect(indices).toEqual([1, 0, 2]);
  });

  it('opens no further iterations', async () => {
    const machine = blockOf({
      Each: mapOf(blockOf({ Bad: { Type: 'Fail', Error: 'Boom' } }), { MaxConcurrency: 1 }),
    });
    const run = await runInMemory(machine, { input: [1, 2, 3] });
    expect(historyTypes(run.history).filter((type) => type === 'MapIterationStarted')).toHaveLength(1);
  });

  it.each<[string, Json, string]>([
    ['true', true, 'true'],
    ['a text', 'abc', '"abc"'],
    ['an object', { foo: 'bar' }, '{"foo":"bar"}'],
  ])('has no items to begin with: its input is %s', async (_what, input, shown) => {
    const run = await runInMemory(jsonataMachine({ Each: mapOf(echo) }), { input });
    expect(historyLines(run.history).slice(1)).toEqual([
      '2<0 MapStateEntered',
      '3<0 EvaluationFailed',
      '4<3 MapStateFailed',
      '5<4 ExecutionFailed',
    ]);
    expect(run.cause).toBe(
      "An error occurred while executing the state 'Each' (entered at the event id #2). " +
        `Map state input must be an array but was: ${shown}`,
    );
  });

  it('tolerates no failure inline, whatever its fields say', async () => {
    const map = mapOf(blockOf({ Bad: { Type: 'Fail', Error: 'Boom' } }), {
      ToleratedFailureCount: 5,
      ToleratedFailurePercentagePath: '$.nowhere',
    });
    const run = await runInMemory(blockOf({ Each: map }), { input: [1, 2] });
    expect([run.status, run.error]).toEqual(['FAILED', 'Boom']);
  });

  it('is told to run no number of iterations at a time', async () => {
    const map = mapOf(echo, { ItemsPath: '$.items', MaxConcurrencyPath: '$.most' });
    const run = await runInMemory(blockOf({ Each: map }), { input: { items: [1], most: 'NoNumber' } });
    expect([run.error, run.cause]).toEqual([
      'States.Runtime',
      "An error occurred while executing the state 'Each' (entered at the event id #2). " +
        'The MaxConcurrencyPath field refers to value "NoNumber" which is not a valid integer: $.most',
    ]);
  });

  it('tells of all tasks that time out at the same moment before the first one fails it', async () => {
    const machine = blockOf({
      Each: mapOf(blockOf({ Work: callingTask({ TimeoutSeconds: 5 }) }), { ItemsPath: '$' }),
    });
    const run = await runInMemory(machine, { input: [1, 2], tasks: () => ({ never: true }) });
    const lines = historyLines(run.history);
    expect(lines.slice(lines.findIndex((line) => line.endsWith('LambdaFunctionTimedOut')))).toEqual([
      '10<7 LambdaFunctionTimedOut',
      '11<9 LambdaFunctionTimedOut',
      '12<10 MapIterationFailed',
      '13<10 TaskStateAborted',
      '14<10 MapIterationAborted',
      '15<10 TaskStateAborted',
      '16<10 MapStateFailed',
      '17<16 ExecutionFailed',
    ]);
  });

  it('lets each of such tasks be taken by the catcher of its own iteration', async () => {
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Late', ResultPath: '$.caught' }];
    const machine = blockOf({
      Each: mapOf(
        blockOf({ Work: callingTask({ TimeoutSeconds: 5, Catch }), Late: passing({ Result: 'late' }) }),
        {
          ItemsPath: '$',
        },
      ),
    });
    const run = await runInMemory(machine, { input: [{}, {}], tasks: () => ({ never: true }) });
    expect([run.status, run.output]).toEqual(['SUCCEEDED', ['late', 'late']]);
  });
});
