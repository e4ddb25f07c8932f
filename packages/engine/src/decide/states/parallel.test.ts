import { describe, expect, it } from 'vitest';

import {
  blockOf,
  callingTask,
  jsonataMachine,
  mapOf,
  parallelOf,
  passing,
} from '../../../test/definitions.ts';
import { historyLines, historyTypes } from '../../../test/history-lines.ts';
import { runInMemory } from '../../../test/run-in-memory.ts';

describe('a Parallel', () => {
  it('runs every branch on the same input, and collects the outputs in the order of the branches', async () => {
    const machine = blockOf({
      Fork: parallelOf([
        blockOf({ Slow: callingTask() }),
        blockOf({ Quick: callingTask() }),
        blockOf({ Own: passing() }),
      ]),
    });
    const run = await runInMemory(machine, {
      input: 7,
      tasks: ({ stateName, parameters }) => ({
        output: [stateName, parameters],
        afterMs: stateName === 'Slow' ? 2_000 : 1_000,
      }),
    });
    expect([run.output, run.elapsedMs]).toEqual([[['Slow', 7], ['Quick', 7], 7], 2_000]);
  });

  it('links each branch to its start, and its own exit to the last event of a branch', async () => {
    const branch = (name: string) =>
      blockOf({ [`${name}1`]: passing({ Next: `${name}2` }), [`${name}2`]: passing() });
    const run = await runInMemory(
      blockOf({ Fork: parallelOf([branch('A'), branch('B')], { Next: 'After' }), After: passing() }),
    );
    expect(historyLines(run.history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<4 PassStateExited',
      '6<3 PassStateEntered',
      '7<6 PassStateExited',
      '8<5 PassStateEntered',
      '9<8 PassStateExited',
      '10<7 PassStateEntered',
      '11<10 PassStateExited',
      '12<11 ParallelStateSucceeded',
      '13<11 ParallelStateExited',
      '14<13 PassStateEntered',
      '15<14 PassStateExited',
      '16<15 ExecutionSucceeded',
    ]);
  });

  it('gives its branches what Parameters make of the effective input, and places what they answer', async () => {
    const run = await runInMemory(
      blockOf({
        Fork: parallelOf([blockOf({ A: passing() })], {
          InputPath: '$.in',
          Parameters: { 'n.$': '$.n' },
          ResultSelector: { 'first.$': '$[0].n' },
          ResultPath: '$.out',
        }),
      }),
      { input: { in: { n: 1 } } },
    );
    expect(run.output).toEqual({ in: { n: 1 }, out: { first: 1 } });
  });

  it('evaluates Arguments and Output on JSONata', async () => {
    const fork = parallelOf([blockOf({ A: passing() }), blockOf({ B: passing() })], {
      Arguments: { n: '{% $states.input + 1 %}' },
      Output: '{% $sum($states.result.n) %}',
    });
    expect((await runInMemory(jsonataMachine({ Fork: fork }), { input: 1 })).output).toBe(4);
  });
});

describe('a Parallel whose branch fails', () => {
  it('tells that the failed task and its waiting neighbours were given up, and cancels their work', async () => {
    const machine = blockOf({
      Fork: parallelOf([
        blockOf({ Bad: callingTask() }),
        blockOf({ Slow: callingTask() }),
        blockOf({ Sleep: { Type: 'Wait', Seconds: 60, End: true } }),
        blockOf({ Done: passing() }),
      ]),
    });
    const run = await runInMemory(machine, {
      tasks: ({ stateName }) => (stateName === 'Bad' ? { error: 'Boom', afterMs: 1_000 } : { never: true }),
    });
    expect(historyLines(run.history).slice(-6)).toEqual([
      '12<11 LambdaFunctionFailed',
      '13<12 TaskStateAborted',
      '14<12 TaskStateAborted',
      '15<12 WaitStateAborted',
      '16<12 ParallelStateFailed',
      '17<16 ExecutionFailed',
    ]);
    expect([run.error, run.elapsedMs]).toEqual(['Boom', 1_000]);
  });

  it('says nothing of neighbours that have ended, or are between two states', async () => {
    const machine = blockOf({
      Fork: parallelOf([blockOf({ Bad: { Type: 'Fail', Error: 'Boom' } }), blockOf({ Later: passing() })]),
    });
    const run = await runInMemory(machine);
    expect(historyTypes(run.history)).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered',
      'ParallelStateStarted',
      'FailStateEntered',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });

  it('gives up what lies within a neighbour, the inner states first', async () => {
    const inner = mapOf(blockOf({ Slow: callingTask() }));
    const machine = blockOf({
      Fork: parallelOf([blockOf({ Bad: callingTask() }), blockOf({ Each: inner })]),
    });
    const run = await runInMemory(machine, {
      input: [1],
      tasks: ({ stateName }) => (stateName === 'Bad' ? { error: 'Boom', afterMs: 1_000 } : { never: true }),
    });
    expect(historyTypes(run.history).slice(-5)).toEqual([
      'TaskStateAborted',
      'TaskStateAborted',
      'MapStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });

  it('can be caught within the branch: the others go on', async () => {
    const machine = blockOf({
      Fork: parallelOf([
        blockOf({
          Bad: callingTask({ Catch: [{ ErrorEquals: ['Boom'], Next: 'Calm' }] }),
          Calm: passing({ Result: 'calm' }),
        }),
        blockOf({ Good: callingTask() }),
      ]),
    });
    const run = await runInMemory(machine, {
      tasks: ({ stateName }) =>
        stateName === 'Bad' ? { error: 'Boom' } : { output: 'good', afterMs: 1_000 },
    });
    expect(run.output).toEqual(['calm', 'good']);
  });
});
