import type { Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import {
  blockOf,
  callingTask,
  FUNCTION_ARN,
  jsonataMachine,
  mapOf,
  parallelOf,
  passing,
} from '../../../test/definitions.ts';
import { EXECUTION_ARN } from '../../../test/events.ts';
import { eventOfType, historyLines, historyTypes } from '../../../test/history-lines.ts';
import { runInMemory, RUN_STARTS_AT, type RunOptions, type TaskScript } from '../../../test/run-in-memory.ts';

const RED = { error: 'Red', cause: 'no luck' } as const;

/** Fails so often, state by state, and then answers its parameters. */
function failing(times: Readonly<Record<string, number>>): TaskScript {
  return ({ stateName, parameters }, attempt) =>
    attempt < (times[stateName] ?? 0) ? RED : { output: parameters };
}

function redriven(machine: Json, options: RunOptions) {
  return runInMemory(machine, { redrives: 1, ...options });
}

const stop = (afterMs: number) => ({
  afterMs,
  command: { kind: 'StopExecution', executionArn: EXECUTION_ARN } as const,
});

describe('a redriven execution', () => {
  it('schedules the task that failed again, behind what its history has', async () => {
    const machine = blockOf({ First: passing({ Next: 'Work' }), Work: callingTask() });
    const run = await redriven(machine, { input: 7, tasks: failing({ Work: 1 }) });
    expect(historyLines(run.history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 PassStateEntered',
      '3<2 PassStateExited',
      '4<3 TaskStateEntered',
      '5<4 LambdaFunctionScheduled',
      '6<5 LambdaFunctionStarted',
      '7<6 LambdaFunctionFailed',
      '8<7 ExecutionFailed',
      '9<8 ExecutionRedriven',
      '10<9 LambdaFunctionScheduled',
      '11<10 LambdaFunctionStarted',
      '12<11 LambdaFunctionSucceeded',
      '13<12 TaskStateExited',
      '14<13 ExecutionSucceeded',
    ]);
    expect(eventOfType(run.history, 'ExecutionRedriven')).toMatchObject({
      executionRedrivenEventDetails: { redriveCount: 1 },
    });
    expect([run.status, run.output, run.error, run.cause]).toEqual(['SUCCEEDED', 7, undefined, undefined]);
  });

  it('counts its redrives, and may be redriven as often as it fails', async () => {
    const run = await redriven(blockOf({ Work: callingTask() }), {
      redrives: 3,
      tasks: failing({ Work: 3 }),
    });
    expect([run.status, run.state.redriveCount]).toEqual(['SUCCEEDED', 3]);
  });

  it('counts the attempts of retriers anew', async () => {
    const Retry = [{ ErrorEquals: ['Red'], IntervalSeconds: 1, MaxAttempts: 2 }];
    const run = await redriven(blockOf({ Work: callingTask({ Retry }) }), { tasks: failing({ Work: 5 }) });
    expect(run.status).toBe('SUCCEEDED');
  });

  it('shows in the context object that it is one, and since when', async () => {
    const Parameters = { 'count.$': '$$.Execution.RedriveCount', 'whole.$': '$$.Execution' };
    const run = await redriven(blockOf({ Work: callingTask({ Parameters }) }), {
      tasks: failing({ Work: 1 }),
    });
    const RedriveTime = new Date(RUN_STARTS_AT + 1_000).toISOString();
    expect(run.output).toMatchObject({ count: 1, whole: { RedriveCount: 1, RedriveTime } });
  });

  it('goes on with the variables that it had', async () => {
    const machine = blockOf({
      Set: passing({ Assign: { 'kept.$': '$' }, Next: 'Work' }),
      Work: callingTask({ Parameters: { 'kept.$': '$kept' } }),
    });
    const run = await redriven(machine, { input: 'mine', tasks: failing({ Work: 1 }) });
    expect(run.output).toEqual({ kept: 'mine' });
  });

  it('waits anew where it was stopped in a Wait', async () => {
    const machine = blockOf({ Pause: { Type: 'Wait', Seconds: 60, End: true } });
    const run = await redriven(machine, { commands: [stop(10_000)] });
    expect(historyTypes(run.history)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'ExecutionAborted',
      'ExecutionRedriven',
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
    expect(run.elapsedMs).toBe(10_000 + 1_000 + 60_000);
  });

  it('leaves a Wait at once whose time has come meanwhile', async () => {
    const Timestamp = new Date(RUN_STARTS_AT + 10_500).toISOString();
    const run = await redriven(blockOf({ Pause: { Type: 'Wait', Timestamp, End: true } }), {
      commands: [stop(10_000)],
    });
    expect([run.status, run.elapsedMs]).toEqual(['SUCCEEDED', 11_000]);
  });

  it('enters a Fail state again, and fails again', async () => {
    const run = await redriven(blockOf({ No: { Type: 'Fail', Error: 'Red' } }), {});
    expect(historyTypes(run.history)).toEqual([
      'ExecutionStarted',
      'FailStateEntered',
      'ExecutionFailed',
      'ExecutionRedriven',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
    expect([run.status, run.error]).toEqual(['FAILED', 'Red']);
  });

  it('evaluates a Choice again without entering it again', async () => {
    const Choices = [{ Variable: '$.none', NumericEquals: 1, Next: 'End' }];
    const machine = blockOf({ Pick: { Type: 'Choice', Choices }, End: passing() });
    const run = await redriven(machine, {});
    expect(historyTypes(run.history)).toEqual([
      'ExecutionStarted',
      'ChoiceStateEntered',
      'ExecutionFailed',
      'ExecutionRedriven',
      'ExecutionFailed',
    ]);
  });

  it('has the time of its definition once more', async () => {
    const machine = { ...blockOf({ Work: callingTask() }), TimeoutSeconds: 30 };
    const tasks: TaskScript = (_, attempt) =>
      attempt === 0 ? { never: true } : { output: 1, afterMs: 29_000 };
    const run = await redriven(machine, { tasks });
    expect([run.status, run.elapsedMs]).toEqual(['SUCCEEDED', 30_000 + 1_000 + 29_000]);
  });

  it('does again what a JSONata evaluation failed in', async () => {
    const machine = jsonataMachine({
      Work: { Type: 'Task', Resource: FUNCTION_ARN, Output: '{% $states.result.none %}', End: true },
    });
    const run = await redriven(machine, {
      tasks: (_, attempt) => ({ output: attempt === 0 ? {} : { none: 1 } }),
    });
    expect([run.status, run.output]).toEqual(['SUCCEEDED', 1]);
  });
});

describe('a Parallel of a redriven execution', () => {
  it('runs only the branches again that failed or were given up, each from where it was', async () => {
    const machine = blockOf({
      Fork: parallelOf([
        blockOf({ Good: callingTask() }),
        blockOf({ Before: callingTask({ Next: 'Bad' }), Bad: callingTask() }),
        blockOf({ Slow: callingTask() }),
      ]),
    });
    const asked: string[] = [];
    const run = await redriven(machine, {
      input: 'x',
      tasks: ({ stateName }, attempt) => {
        asked.push(stateName);
        if (stateName === 'Bad' && attempt === 0) return { ...RED, afterMs: 1_000 };
        return { output: stateName, ...(stateName === 'Slow' ? { afterMs: 5_000 } : {}) };
      },
    });
    expect(asked.toSorted()).toEqual(['Bad', 'Bad', 'Before', 'Good', 'Slow', 'Slow']);
    expect([run.status, run.output]).toEqual(['SUCCEEDED', ['Good', 'Bad', 'Slow']]);
  });

  it('is left anew when it failed on its way out, without its branches', async () => {
    const machine = blockOf({
      Fork: parallelOf([blockOf({ Work: callingTask() })], { ResultSelector: { 'x.$': '$[0].none' } }),
    });
    const asked: number[] = [];
    const run = await redriven(machine, {
      tasks: ({ taskId }) => {
        asked.push(taskId);
        return { output: {} };
      },
    });
    expect([run.status, asked.length]).toEqual(['FAILED', 1]);
    expect(historyTypes(run.history).filter((type) => type === 'ParallelStateSucceeded')).toHaveLength(2);
  });

  it('is run again as a whole when its data were too large', async () => {
    const half = 'x'.repeat(140_000);
    const machine = blockOf({
      Fork: parallelOf([blockOf({ One: callingTask() }), blockOf({ Two: callingTask() })]),
    });
    const asked: string[] = [];
    const run = await redriven(machine, {
      tasks: ({ stateName }, attempt) => {
        asked.push(stateName);
        return { output: attempt === 0 ? half : 'small' };
      },
    });
    expect([run.status, run.output]).toEqual(['SUCCEEDED', ['small', 'small']]);
    expect(asked).toEqual(['One', 'Two', 'One', 'Two']);
  });

  it('goes on with what a nested one had not ended', async () => {
    const inner = parallelOf([blockOf({ Bad: callingTask() }), blockOf({ Good: callingTask() })]);
    const machine = blockOf({
      Outer: parallelOf([blockOf({ Inner: inner }), blockOf({ Other: callingTask() })]),
    });
    const run = await redriven(machine, {
      tasks: ({ stateName }, attempt) =>
        stateName === 'Bad' && attempt === 0 ? { ...RED, afterMs: 10 } : { output: stateName },
    });
    expect([run.status, run.output]).toEqual(['SUCCEEDED', [['Bad', 'Good'], 'Other']]);
  });
});

describe('an inline Map of a redriven execution', () => {
  const machine = blockOf({
    Each: mapOf(blockOf({ Check: callingTask() }), { ItemsPath: '$', MaxConcurrency: 2 }),
  });

  it('runs only the iterations again that did not succeed, and those that were never begun', async () => {
    const asked: Json[] = [];
    const run = await redriven(machine, {
      input: ['a', 'b', 'c', 'd'],
      tasks: ({ parameters }) => {
        const again = asked.includes(parameters);
        asked.push(parameters);
        return parameters === 'b' && !again ? { ...RED, afterMs: 500 } : { output: parameters, afterMs: 300 };
      },
    });
    expect([run.status, run.output]).toEqual(['SUCCEEDED', ['a', 'b', 'c', 'd']]);
    // a ended; c was under way when b failed; d was never begun.
    expect(asked).toEqual(['a', 'b', 'c', 'b', 'c', 'd']);
    expect(run.faults).toEqual([]);
  });

  it('opens what an ItemSelector could not make before', async () => {
    const selecting = jsonataMachine({
      Each: {
        Type: 'Map',
        Items: '{% $states.input %}',
        ItemSelector:
          '{% $states.context.Execution.RedriveCount = 0 ? $states.input.none : $states.context.Map.Item.Value %}',
        ItemProcessor: blockOf({ Own: passing() }),
        End: true,
      },
    });
    const run = await redriven(selecting, { input: [1, 2] });
    expect([run.status, run.output]).toEqual(['SUCCEEDED', [1, 2]]);
  });
});
