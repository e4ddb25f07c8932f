import type { TaskTarget } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN, startedScript, type EventScript } from '../../test/events.ts';
import { evolve } from '../evolve/evolve.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { addCausedEffects } from './caused-effects.ts';
import { dropUndone } from './drop-undone.ts';
import type { Effect } from './effect.ts';
import { pendingEffects } from './pending-effects.ts';
import { addReleasedEffects } from './released-effects.ts';

const functionTarget: TaskTarget = { family: 'function', resource: 'r', functionName: 'f' };
const activityTarget: TaskTarget = { family: 'activity', resource: 'r', activityArn: 'a' };

/** The effects of a script's last event, and those that are pending after it. */
function effects(script: EventScript) {
  let state: ExecutionState | undefined;
  let ofLast: Effect[] = [];
  for (const event of script.events) {
    ofLast = [];
    if (state !== undefined) addReleasedEffects(state, event, ofLast);
    state = evolve(state, event);
    addCausedEffects(state, event, ofLast);
  }
  if (state === undefined) throw new Error('the script is empty');
  return { ofLast: ofLast.map(brief), pending: pendingEffects(state, undefined).map(brief) };
}

/** An effect in a few words. */
function brief(effect: Effect): string {
  switch (effect.kind) {
    case 'DispatchTask':
      return `dispatch ${effect.task.frame}/${effect.task.taskId} ${effect.task.progress}`;
    case 'CancelTask':
      return `cancel ${effect.task.frame}/${effect.task.taskId}`;
    case 'SetTimer': {
      const frame = 'frame' in effect.timer ? `${effect.timer.frame} ` : '';
      return `timer ${frame}${effect.timer.cause} ${effect.timer.dueAt}`;
    }
    case 'ClearTimers':
      return `clear ${effect.frame}`;
    case 'Continue':
      return 'continue';
    case 'DoMapRunWork':
      return `work ${effect.work.kind}`;
    case 'AbandonMapRun':
      return `abandon ${effect.children.length}`;
    case 'ExecutionClosed':
      return `closed ${effect.execution.status.kind}`;
  }
}

function task(
  script: EventScript,
  frame = 0,
  over: { target?: TaskTarget; timeoutSeconds?: number; heartbeatSeconds?: number } = {},
) {
  return script
    .add('StateEntered', { state: 'Work', stateType: 'Task', input: {} }, { frame })
    .add('TaskScheduled', { target: functionTarget, parameters: {}, ...over }, { frame });
}

const parallel = () =>
  startedScript()
    .add('StateEntered', { state: 'Both', stateType: 'Parallel', input: {} })
    .add('ParallelStarted', {
      firstChild: 1,
      branches: [
        { block: 1, startAt: 'A' },
        { block: 2, startAt: 'B' },
      ],
      input: {},
    });

describe('the effects of events', () => {
  it('a time-out of the whole execution is set when it starts', () => {
    const { ofLast, pending } = effects(startedScript({ timeoutSeconds: 5 }));
    expect(ofLast).toEqual(['timer execution-timeout 6001']);
    expect(pending).toEqual(['timer execution-timeout 6001', 'continue']);
  });

  it('a scheduled task is handed out, with its timers', () => {
    const { ofLast, pending } = effects(
      task(startedScript(), 0, { timeoutSeconds: 10, heartbeatSeconds: 2 }),
    );
    expect(ofLast).toEqual([
      'dispatch 0/3 scheduled',
      'timer 0 task-timeout 11003',
      'timer 0 task-heartbeat 3003',
    ]);
    expect(pending).toEqual(ofLast);
  });

  it("an activity's time begins when a worker takes it", () => {
    const script = task(startedScript(), 0, {
      target: activityTarget,
      timeoutSeconds: 10,
      heartbeatSeconds: 2,
    });
    expect(effects(script).ofLast).toEqual(['dispatch 0/3 scheduled']);
    const started = effects(script.add('TaskStarted', {}));
    expect(started.ofLast).toEqual(['timer 0 task-timeout 11004', 'timer 0 task-heartbeat 3004']);
    expect(started.pending).toEqual(['dispatch 0/3 started', ...started.ofLast]);
  });

  it.each([
    ['TaskSucceeded', { output: 1 }, ['clear 0']],
    ['TaskFailed', { phase: 'run' }, ['clear 0']],
    ['TaskTimedOut', { error: 'States.Timeout', deadline: 1 }, ['cancel 0/3', 'clear 0']],
  ] as const)('%s makes the timers void, and cancels what may still run', (kind, facts, expected) => {
    const { ofLast, pending } = effects(
      task(startedScript(), 0, { timeoutSeconds: 9 }).add(kind, facts as never),
    );
    expect(ofLast).toEqual(expected);
    expect(pending).toEqual([]);
  });

  it('a task without timers leaves none to clear', () => {
    expect(effects(task(startedScript()).add('TaskSucceeded', { output: 1 })).ofLast).toEqual([]);
  });

  it('waits and retries set a timer', () => {
    const wait = startedScript()
      .add('StateEntered', { state: 'W', stateType: 'Wait', input: 1 })
      .add('WaitStarted', { dueAt: 77 }, { id: 0 });
    expect(effects(wait)).toEqual({ ofLast: ['timer 0 wait 77'], pending: ['timer 0 wait 77'] });
    const retry = task(startedScript())
      .add('TaskFailed', { phase: 'run' })
      .add('RetryScheduled', { retrier: 0, dueAt: 88, error: 'E' }, { id: 0 });
    expect(effects(retry)).toEqual({ ofLast: ['timer 0 retry 88'], pending: ['timer 0 retry 88'] });
  });

  it('a failed Parallel cancels what runs in its other branches', () => {
    const script = task(task(parallel(), 1, { timeoutSeconds: 1 }), 2).add('ParallelFailed', {});
    expect(effects(script)).toEqual({ ofLast: ['cancel 1/5', 'clear 1', 'cancel 2/7'], pending: [] });
  });

  it('a retried Parallel cancels its branches, and waits', () => {
    const script = task(parallel(), 1).add('RetryScheduled', { retrier: 0, dueAt: 9, error: 'E' }, { id: 0 });
    expect(effects(script)).toEqual({
      ofLast: ['cancel 1/5', 'timer 0 retry 9'],
      pending: ['timer 0 retry 9'],
    });
  });

  it('a state that is given up cancels what lies below it, however deep', () => {
    const script = parallel()
      .add('StateEntered', { state: 'Deeper', stateType: 'Parallel', input: 1 }, { frame: 1 })
      .add(
        'ParallelStarted',
        { firstChild: 3, branches: [{ block: 3, startAt: 'C' }], input: 1 },
        { frame: 1 },
      );
    const aborted = task(script, 3).add(
      'StateAborted',
      { state: 'Deeper', stateType: 'Parallel' },
      { frame: 1 },
    );
    expect(effects(aborted)).toEqual({ ofLast: ['cancel 3/7'], pending: ['continue'] });
  });

  it.each(['MapIterationFailed', 'MapIterationAborted'] as const)('%s cancels its task', (kind) => {
    const place = { index: 0, child: 1, name: 'Each' };
    const script = startedScript()
      .add('StateEntered', { state: 'Each', stateType: 'Map', input: {} })
      .add('MapStarted', {
        items: [1],
        itemProcessor: { block: 1, startAt: 'A' },
        maxConcurrency: 0,
      })
      .add('MapIterationStarted', { ...place, input: 1 });
    expect(effects(task(script, 1).add(kind, place)).ofLast).toEqual(['cancel 1/6']);
  });

  it.each([
    ['ExecutionFailed', 'FAILED'],
    ['ExecutionTimedOut', 'TIMED_OUT'],
    ['ExecutionAborted', 'ABORTED'],
  ] as const)('%s cancels every task and tells the end', (kind, status) => {
    const { ofLast, pending } = effects(task(task(parallel(), 1), 2).add(kind, {}));
    expect(ofLast).toEqual(['cancel 1/5', 'cancel 2/7', `closed ${status}`]);
    expect(pending).toEqual([`closed ${status}`]);
  });

  it('the end of an execution tells all that who waited needs', () => {
    const parent = { executionArn: 'arn:parent', frame: 1, taskId: 4 };
    const script = startedScript({ parent, input: [1] }).add('ExecutionSucceeded', { output: 'out' });
    const found: Effect[] = [];
    const [start, end] = script.events;
    const state = evolve(undefined, start!);
    evolve(state, end!);
    addCausedEffects(state, end!, found);
    expect(found).toEqual([
      {
        kind: 'ExecutionClosed',
        execution: {
          executionArn: EXECUTION_ARN,
          name: 'one',
          stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:orders',
          type: 'STANDARD',
          input: [1],
          startedAt: 1001,
          redriveCount: 0,
          parent,
          status: { kind: 'SUCCEEDED', at: 1002, output: 'out' },
        },
      },
    ]);
  });
});

describe('what one decision asks for and takes back', () => {
  const dispatch = (taskId: number) => ({ kind: 'DispatchTask', task: { taskId } }) as Effect;
  const cancel = (taskId: number) => ({ kind: 'CancelTask', task: { taskId } }) as Effect;

  it('is left out', () => {
    expect(dropUndone([dispatch(5), cancel(5), dispatch(6)], 4)).toEqual([dispatch(6)]);
  });

  it('but not the cancelling of a task that was handed out before', () => {
    expect(dropUndone([cancel(3), dispatch(5)], 4)).toEqual([cancel(3), dispatch(5)]);
  });
});

describe('heartbeats after a recovery', () => {
  it('count from the recovery: no event tells of the last one', () => {
    const script = task(startedScript(), 0, { heartbeatSeconds: 2 }).add('TaskStarted', {});
    let state: ExecutionState | undefined;
    for (const event of script.events) state = evolve(state, event);
    expect(pendingEffects(state!, 50_000).map(brief)).toEqual([
      'dispatch 0/3 started',
      'timer 0 task-heartbeat 52000',
    ]);
  });
});
