import fc from 'fast-check';
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
import { runInMemory, type TaskScript } from '../../../test/run-in-memory.ts';

/** Fails so often, then answers. */
function failing(times: number, error = 'Busy'): TaskScript {
  return (_task, attempt) => (attempt < times ? { error } : { output: { attempt } });
}

describe('a retrier', () => {
  it('schedules the task again, without entering the state again', async () => {
    const task = callingTask({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] });
    const run = await runInMemory(blockOf({ Count: task }), { tasks: failing(1) });
    expect(historyLines(run.history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionFailed',
      '6<5 LambdaFunctionScheduled',
      '7<6 LambdaFunctionStarted',
      '8<7 LambdaFunctionSucceeded',
      '9<8 TaskStateExited',
      '10<9 ExecutionSucceeded',
    ]);
  });

  it('waits longer each time: IntervalSeconds times BackoffRate to the power of the attempts', async () => {
    const task = callingTask({
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3 }],
    });
    const run = await runInMemory(blockOf({ Count: task }), { tasks: failing(3) });
    expect([run.status, run.elapsedMs]).toEqual(['SUCCEEDED', (2 + 6 + 18) * 1_000]);
  });

  it('waits no longer than MaxDelaySeconds', async () => {
    const task = callingTask({
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3, BackoffRate: 2, MaxDelaySeconds: 5 }],
    });
    const run = await runInMemory(blockOf({ Count: task }), { tasks: failing(3) });
    expect(run.elapsedMs).toBe((3 + 5 + 5) * 1_000);
  });

  it('waits a random part of the delay with full jitter', async () => {
    const retrier = {
      ErrorEquals: ['States.ALL'],
      IntervalSeconds: 100,
      MaxAttempts: 1,
      JitterStrategy: 'FULL',
    };
    const machine = blockOf({ Count: callingTask({ Retry: [retrier] }) });
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const run = await runInMemory(machine, { tasks: failing(1), seed });
        expect(run.elapsedMs).toBeGreaterThanOrEqual(0);
        expect(run.elapsedMs).toBeLessThanOrEqual(100_000);
      }),
      { numRuns: 30 },
    );
  });

  it('has 3 attempts, 1 second and a rate of 2 unless it says otherwise', async () => {
    const task = callingTask({ Retry: [{ ErrorEquals: ['States.ALL'] }] });
    const run = await runInMemory(blockOf({ Count: task }), { tasks: failing(4) });
    expect([run.error, run.elapsedMs]).toEqual(['Busy', (1 + 2 + 4) * 1_000]);
  });

  it('never tries again with MaxAttempts 0, whatever comes after it', async () => {
    const task = callingTask({
      Retry: [
        { ErrorEquals: ['Busy'], MaxAttempts: 0 },
        { ErrorEquals: ['States.ALL'], MaxAttempts: 5 },
      ],
    });
    const run = await runInMemory(blockOf({ Count: task }), { tasks: failing(1) });
    expect([run.error, run.elapsedMs]).toEqual(['Busy', 0]);
  });

  it('counts for itself: others still have all their attempts', async () => {
    const task = callingTask({
      Retry: [
        { ErrorEquals: ['Red'], MaxAttempts: 1, BackoffRate: 1 },
        { ErrorEquals: ['Blue'], MaxAttempts: 2, BackoffRate: 1 },
      ],
    });
    const errors = ['Red', 'Blue', 'Blue', 'Red'];
    const run = await runInMemory(blockOf({ Count: task }), {
      tasks: (_task, attempt) => ({ error: errors[attempt] ?? 'More' }),
    });
    expect([run.error, run.elapsedMs]).toEqual(['Red', 3_000]);
  });

  it('counts anew when the state is entered again', async () => {
    const machine = blockOf({
      Count: callingTask({
        ResultPath: '$.counted',
        Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
        Next: 'Again',
      }),
      Again: {
        Type: 'Choice',
        Choices: [{ Variable: '$.counted', NumericLessThan: 3, Next: 'Count' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    });
    const run = await runInMemory(machine, {
      tasks: (_task, attempt) => (attempt % 2 === 0 ? { error: 'Busy' } : { output: attempt }),
    });
    expect([run.status, run.output]).toEqual(['SUCCEEDED', { counted: 3 }]);
  });

  it('shows in the context how often the work was tried again', async () => {
    const task = callingTask({
      Parameters: { 'before.$': '$$.State.RetryCount' },
      ResultSelector: { 'result.$': '$', 'after.$': '$$.State.RetryCount' },
      Retry: [{ ErrorEquals: ['States.ALL'] }],
    });
    const run = await runInMemory(blockOf({ Count: task }), {
      tasks: ({ parameters }, attempt) => (attempt < 2 ? { error: 'Busy' } : { output: parameters }),
    });
    expect(run.output).toEqual({ result: { before: 2 }, after: 2 });
  });

  it('takes a time-out by its name, and a missed heartbeat by States.Timeout as well', async () => {
    const task = callingTask({
      TimeoutSeconds: 60,
      HeartbeatSeconds: 5,
      Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }],
    });
    const run = await runInMemory(blockOf({ Count: task }), {
      tasks: (_task, attempt) => (attempt === 0 ? { never: true } : { output: 'late' }),
    });
    expect([run.output, run.elapsedMs]).toEqual(['late', 6_000]);
  });

  it('tries an evaluation again, each told by an event of its own', async () => {
    const task = callingTask({
      Arguments: '{% $states.input.nothing %}',
      Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
    });
    const run = await runInMemory(jsonataMachine({ Count: task }));
    expect(historyTypes(run.history)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'EvaluationFailed',
      'EvaluationFailed',
      'ExecutionFailed',
    ]);
  });
});

describe('a retrier of a Parallel or a Map', () => {
  it('starts all branches again', async () => {
    const branch = blockOf({ Boom: { Type: 'Fail', Error: 'Boom' } });
    const parallel = parallelOf([branch], { Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1 }] });
    const run = await runInMemory(blockOf({ Fork: parallel }));
    expect(historyLines(run.history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 FailStateEntered',
      '5<4 ParallelStateStarted',
      '6<5 FailStateEntered',
      '7<6 ParallelStateFailed',
      '8<7 ExecutionFailed',
    ]);
  });

  it('starts all iterations again, and forgets what they had', async () => {
    const map = mapOf(blockOf({ Count: callingTask() }), {
      MaxConcurrency: 1,
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
    });
    const run = await runInMemory(blockOf({ Each: map }), {
      input: ['a', 'b'],
      tasks: ({ parameters }, attempt) =>
        attempt === 1 ? { error: 'Busy' } : { output: `${JSON.stringify(parameters)}${attempt}` },
    });
    expect(run.output).toEqual(['"a"2', '"b"3']);
  });

  it('does not run what a former attempt had left out', async () => {
    const machine = blockOf({
      Fork: parallelOf(
        [blockOf({ Quick: callingTask({ ResultPath: null }) }), blockOf({ Slow: callingTask() })],
        { Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], Next: 'After' },
      ),
      After: passing(),
    });
    const run = await runInMemory(machine, {
      tasks: ({ stateName }, attempt) => {
        if (stateName === 'Slow') return { output: `slow${attempt}`, afterMs: 60_000 };
        return attempt === 0 ? { error: 'Busy', afterMs: 1_000 } : { output: 'quick' };
      },
      input: 'in',
    });
    // The first Slow was given up; its answer, a minute after the start, is not waited for.
    expect([run.output, run.elapsedMs]).toEqual([['in', 'slow1'], 62_000]);
  });
});
