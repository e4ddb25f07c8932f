import type { EventOf, TaskTarget } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { EventScript, startedScript } from '../../test/events.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { evolve, fold } from './evolve.ts';

const target: TaskTarget = { family: 'function', resource: 'arn:aws:lambda:x', functionName: 'f' };

/** The state after a script, and what is most asked of it. */
function after(script: EventScript) {
  const state = fold(script.events);
  if (state === undefined) throw new Error('the script is empty');
  return {
    state,
    frame: (id: number) => state.frames.get(id),
    activity: (id = 0) => {
      const position = state.frames.get(id)?.position;
      return position?.kind === 'inside' ? position.activity : undefined;
    },
  };
}

function enter(
  script: EventScript,
  state: string,
  stateType: EventOf<'StateEntered'>['stateType'],
  frame = 0,
  input: EventOf<'StateEntered'>['input'] = {},
): EventScript {
  return script.add('StateEntered', { state, stateType, input }, { frame });
}

const inTask = () =>
  enter(startedScript(), 'Work', 'Task').add('TaskScheduled', {
    target,
    parameters: { a: 1 },
    timeoutSeconds: 9,
  });

const inParallel = () =>
  enter(startedScript(), 'Both', 'Parallel').add('ParallelStarted', {
    firstChild: 1,
    branches: [
      { block: 4, startAt: 'Left' },
      { block: 5, startAt: 'Right' },
    ],
    input: { shared: true },
  });

const inMap = (maxConcurrency = 0) =>
  enter(startedScript(), 'Each', 'Map').add('MapStarted', {
    items: ['x', 'y'],
    itemProcessor: { block: 2, startAt: 'One' },
    maxConcurrency,
  });

const iteration = (index: number, child: number) => ({ index, child, name: 'Each' });

describe('the start of an execution', () => {
  it('ExecutionStarted makes the state; the root frame is about to enter StartAt', () => {
    const { state, frame } = after(startedScript({ input: { order: 7 }, timeoutSeconds: 60 }));
    expect(state).toMatchObject({
      stateMachineName: 'orders',
      status: { kind: 'RUNNING' },
      startedAt: 1001,
      deadline: 61_001,
      ready: [0],
      lastEventId: 1,
      nextFrame: 1,
      redriveCount: 0,
    });
    expect(frame(0)).toMatchObject({
      parent: undefined,
      block: 0,
      // AWS: the first state's entry has no predecessor.
      lastEventId: 0,
      position: { kind: 'between', next: 'First', input: { order: 7 } },
    });
  });

  it('is refused twice, and nothing comes before it', () => {
    const script = startedScript().add('ExecutionStarted', startedScript().events[0] as never);
    expect(() => fold(script.events)).toThrow('has been started already');
    expect(() => fold(new EventScript().add('ParallelSucceeded', {}).events)).toThrow('first event');
  });
});

describe('the end of an execution', () => {
  it.each([
    ['ExecutionSucceeded', { output: [1] }, { kind: 'SUCCEEDED', at: 1003, output: [1] }],
    ['ExecutionFailed', { error: 'E', cause: 'C' }, { kind: 'FAILED', at: 1003, error: 'E', cause: 'C' }],
    ['ExecutionTimedOut', {}, { kind: 'TIMED_OUT', at: 1003 }],
    ['ExecutionAborted', { error: 'E' }, { kind: 'ABORTED', at: 1003, error: 'E' }],
  ] as const)('%s closes it: no frame is left (E4)', (kind, facts, status) => {
    const { state } = after(enter(startedScript(), 'First', 'Pass').add(kind, facts as never));
    expect(state.status).toEqual(status);
    expect(state.frames.size).toBe(0);
    expect(state.ready).toEqual([]);
  });

  it('is final', () => {
    const script = startedScript().add('ExecutionSucceeded', { output: 1 });
    enter(script, 'First', 'Pass');
    expect(() => fold(script.events)).toThrow('after the end');
  });
});

describe('states', () => {
  it('StateEntered begins a visit', () => {
    const { state, frame } = after(enter(startedScript(), 'First', 'Pass', 0, { in: 1 }));
    expect(state.ready).toEqual([]);
    expect(frame(0)?.position).toEqual({
      kind: 'inside',
      visit: {
        state: 'First',
        stateType: 'Pass',
        input: { in: 1 },
        enteredAt: 1002,
        enteredEventId: 2,
        retrierCounts: [],
        retryCount: 0,
      },
      activity: { kind: 'deciding' },
    });
    expect(frame(0)?.lastEventId).toBe(2);
  });

  it('StateExited hands the output on, and sets variables beside those that are there', () => {
    const script = enter(startedScript(), 'First', 'Pass')
      .add('StateExited', {
        state: 'First',
        stateType: 'Pass',
        output: 5,
        next: 'Second',
        assigned: { a: 1, b: 1 },
      })
      .add('StateEntered', { state: 'Second', stateType: 'Pass', input: 5 })
      .add('StateExited', {
        state: 'Second',
        stateType: 'Pass',
        output: 6,
        next: 'Third',
        assigned: { b: 2 },
      });
    const { state, frame } = after(script);
    expect(frame(0)?.position).toEqual({ kind: 'between', next: 'Third', input: 6 });
    expect(frame(0)?.variables).toEqual({ a: 1, b: 2 });
    expect(state.ready).toEqual([0]);
  });

  it('StateExited without a next state ends the frame', () => {
    const script = enter(startedScript(), 'First', 'Pass').add('StateExited', {
      state: 'First',
      stateType: 'Pass',
      output: 5,
    });
    const { state, frame } = after(script);
    expect(frame(0)?.position).toEqual({ kind: 'ended', output: 5 });
    expect(state.ready).toEqual([]);
  });

  it('WaitStarted and RetryScheduled wait; the history does not see them', () => {
    const waiting = after(
      enter(startedScript(), 'First', 'Wait').add('WaitStarted', { dueAt: 9000 }, { id: 0, prev: 2 }),
    );
    expect(waiting.activity()).toEqual({ kind: 'waiting', dueAt: 9000 });
    expect(waiting.state.lastEventId).toBe(2);
    expect(waiting.frame(0)?.lastEventId).toBe(2);
    const retry = { retrier: 1, dueAt: 9000, error: 'Oops' };
    const retrying = after(
      inTask()
        .add('TaskFailed', { phase: 'run', error: 'Oops' })
        .add('RetryScheduled', retry, { id: 0, prev: 4 })
        .add('TaskScheduled', { target, parameters: 1 })
        .add('TaskFailed', { phase: 'run', error: 'Oops' })
        .add('RetryScheduled', retry, { id: 0, prev: 6 }),
    );
    expect(retrying.activity()).toEqual({ kind: 'retrying', dueAt: 9000 });
    expect(retrying.frame(0)?.position).toMatchObject({
      visit: { retrierCounts: [0, 2], retryCount: 2, enteredEventId: 2 },
    });
  });

  it('EvaluationFailed is noted in the chain of events alone', () => {
    const before = after(enter(startedScript(), 'First', 'Pass'));
    const { frame, activity } = after(
      enter(startedScript(), 'First', 'Pass').add('EvaluationFailed', {
        error: 'States.QueryEvaluationError',
        cause: 'no',
        state: 'First',
      }),
    );
    expect(activity()).toEqual(before.activity());
    expect(frame(0)?.lastEventId).toBe(3);
  });
});

describe('tasks', () => {
  it('TaskScheduled makes a task of its own id', () => {
    expect(after(inTask()).activity()).toEqual({
      kind: 'task',
      taskId: 3,
      target,
      parameters: { a: 1 },
      progress: 'scheduled',
      scheduledAt: 1003,
      startedAt: undefined,
      timeoutSeconds: 9,
      heartbeatSeconds: undefined,
      credentials: undefined,
    });
  });

  it('TaskStarted and TaskSubmitted say how far it is', () => {
    const started = inTask().add('TaskStarted', {});
    expect(after(started).activity()).toMatchObject({ progress: 'started', startedAt: 1004 });
    const submitted = started.add('TaskSubmitted', { output: {} });
    expect(after(submitted).activity()).toMatchObject({ progress: 'submitted', startedAt: 1004 });
  });

  it.each([
    ['TaskSucceeded', { output: 1 }],
    ['TaskFailed', { phase: 'run', error: 'E' }],
    ['TaskTimedOut', { error: 'States.Timeout', deadline: 5 }],
  ] as const)('%s ends it, once (E6)', (kind, facts) => {
    const script = inTask().add(kind, facts as never);
    expect(after(script).activity()).toEqual({ kind: 'deciding' });
    expect(() => fold(script.add(kind, facts as never).events)).toThrow('is deciding, not task');
  });
});

describe('Parallel', () => {
  it('ParallelStarted opens a frame for each branch, in their order', () => {
    const { state, frame, activity } = after(inParallel());
    expect(activity()).toEqual({ kind: 'branches', firstChild: 1, count: 2, open: 2 });
    expect(state.ready).toEqual([1, 2]);
    expect(state.nextFrame).toBe(3);
    expect(frame(2)).toMatchObject({
      parent: 0,
      index: 1,
      block: 5,
      lastEventId: 3,
      variables: {},
      position: { kind: 'between', next: 'Right', input: { shared: true } },
    });
  });

  it('counts a branch that ended, and keeps its output until the state is left', () => {
    const script = enter(inParallel(), 'Left', 'Pass', 1)
      .add('StateExited', { state: 'Left', stateType: 'Pass', output: 'l' }, { frame: 1 })
      .add('StateEntered', { state: 'Right', stateType: 'Pass', input: {} }, { frame: 2 })
      .add('StateExited', { state: 'Right', stateType: 'Pass', output: 'r' }, { frame: 2 })
      .add('ParallelSucceeded', {}, { prev: 7 });
    const { frame, activity } = after(script);
    expect(activity()).toMatchObject({ open: 0 });
    expect(frame(1)?.position).toEqual({ kind: 'ended', output: 'l' });
    // AWS: the exit follows the last branch's event, not ParallelStateSucceeded.
    expect(frame(0)?.lastEventId).toBe(7);
    script.add('StateExited', { state: 'Both', stateType: 'Parallel', output: ['l', 'r'], next: 'N' });
    expect([...after(script).state.frames.keys()]).toEqual([0]);
  });

  it('ParallelFailed closes what is below, also a branch that had not begun', () => {
    const script = enter(inParallel(), 'Left', 'Fail', 1).add('ParallelFailed', { error: 'E' });
    const { state, activity } = after(script);
    expect([...state.frames.keys()]).toEqual([0]);
    expect(state.ready).toEqual([]);
    expect(activity()).toEqual({ kind: 'deciding' });
  });

  it('a retry closes what is below, and the work begins with new frames', () => {
    const script = enter(inParallel(), 'Left', 'Fail', 1)
      .add('RetryScheduled', { retrier: 0, dueAt: 5000, error: 'E' }, { id: 0, prev: 4 })
      .add(
        'ParallelStarted',
        { firstChild: 3, branches: [{ block: 4, startAt: 'Left' }], input: 0 },
        { prev: 4 },
      );
    const { state } = after(script);
    expect([...state.frames.keys()]).toEqual([0, 3]);
    expect(state.ready).toEqual([3]);
    expect(state.nextFrame).toBe(4);
  });

  it('StateAborted gives a frame up, with all below it', () => {
    const script = enter(inParallel(), 'Deeper', 'Parallel', 1)
      .add(
        'ParallelStarted',
        { firstChild: 3, branches: [{ block: 9, startAt: 'Deepest' }], input: 0 },
        { frame: 1 },
      )
      .add('StateAborted', { state: 'Deeper', stateType: 'Parallel' }, { frame: 1 });
    const { state, frame } = after(script);
    expect([...state.frames.keys()]).toEqual([0, 1, 2]);
    expect(frame(1)?.position).toEqual({ kind: 'failed' });
    expect(state.ready).toEqual([2]);
  });
});

describe('Map', () => {
  it('MapStarted opens no iteration by itself', () => {
    const { state, activity } = after(inMap(3));
    expect(activity()).toEqual({
      kind: 'iterations',
      items: ['x', 'y'],
      keys: undefined,
      block: 2,
      startAt: 'One',
      maxConcurrency: 3,
      toleratedFailureCount: undefined,
      toleratedFailurePercentage: undefined,
      nextIndex: 0,
      open: 0,
      failed: 0,
      results: [undefined, undefined],
      children: [],
    });
    expect(state.ready).toEqual([]);
  });

  it('MapIterationStarted opens a frame for an item', () => {
    const script = inMap().add('MapIterationStarted', { ...iteration(0, 1), input: 'X' });
    const { frame, activity } = after(script);
    expect(activity()).toMatchObject({ nextIndex: 1, open: 1, children: [1] });
    expect(frame(1)).toMatchObject({
      parent: 0,
      block: 2,
      mapItem: { index: 0, value: 'x' },
      lastEventId: 4,
      position: { kind: 'between', next: 'One', input: 'X' },
    });
    // AWS: iterations that begin together have the same predecessor.
    expect(frame(0)?.lastEventId).toBe(3);
  });

  it('shows the key of an entry when an object is iterated over', () => {
    const script = enter(startedScript(), 'Each', 'Map')
      .add('MapStarted', {
        items: [10],
        keys: ['ten'],
        itemProcessor: { block: 1, startAt: 'One' },
        maxConcurrency: 0,
      })
      .add('MapIterationStarted', { ...iteration(0, 1), input: 10 });
    expect(after(script).frame(1)?.mapItem).toEqual({ index: 0, value: 10, key: 'ten' });
  });

  it('MapIterationSucceeded keeps the result, and the frame is gone', () => {
    const script = inMap()
      .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
      .add('StateEntered', { state: 'One', stateType: 'Pass', input: 'x' }, { frame: 1 })
      .add('StateExited', { state: 'One', stateType: 'Pass', output: 'done' }, { frame: 1 })
      .add('MapIterationSucceeded', iteration(0, 1), { prev: 6 });
    const { state, frame, activity } = after(script);
    expect(activity()).toMatchObject({ open: 0, results: ['done', undefined] });
    expect([...state.frames.keys()]).toEqual([0]);
    expect(frame(0)?.lastEventId).toBe(7);
  });

  it('an iteration that has not ended has not succeeded', () => {
    const script = inMap()
      .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
      .add('MapIterationSucceeded', iteration(0, 1));
    expect(() => fold(script.events)).toThrow('has not ended');
  });

  it.each([
    ['MapIterationFailed', 1],
    ['MapIterationAborted', 0],
  ] as const)('%s gives the iteration up', (kind, failed) => {
    const script = inMap()
      .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
      .add('StateEntered', { state: 'One', stateType: 'Fail', input: 'x' }, { frame: 1 })
      .add(kind, iteration(0, 1), { prev: 5 })
      // AWS tells of the state within after the iteration's end.
      .add('StateAborted', { state: 'One', stateType: 'Task' }, { frame: 1, prev: 5 });
    const { state, frame, activity } = after(script);
    expect(activity()).toMatchObject({ open: 0, failed, results: [undefined, undefined] });
    expect([...state.frames.keys()]).toEqual([0]);
    expect(frame(0)?.lastEventId).toBe(5);
  });

  it('MapSucceeded keeps the results, MapFailed drops them', () => {
    const succeeded = after(inMap().add('MapSucceeded', {}, { prev: 3 }));
    expect(succeeded.activity()).toMatchObject({ kind: 'iterations' });
    expect(succeeded.frame(0)?.lastEventId).toBe(3);
    const failed = after(
      inMap()
        .add('MapIterationStarted', { ...iteration(0, 1), input: 'x' })
        .add('MapFailed', { error: 'E' }),
    );
    expect(failed.activity()).toEqual({ kind: 'deciding' });
    expect(failed.state.frames.size).toBe(1);
  });
});

describe('evolve', () => {
  it('changes the state in place, and shares the payloads of events', () => {
    const script = enter(startedScript(), 'First', 'Pass');
    let state: ExecutionState | undefined;
    let first: ExecutionState | undefined;
    for (const event of script.events) {
      state = evolve(state, event);
      first ??= state;
    }
    expect(state).toBe(first);
    const started = script.events[0] as EventOf<'ExecutionStarted'>;
    expect(state?.input).toBe(started.input);
  });
});
