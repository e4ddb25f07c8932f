import type { EventOf } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { EventScript, startedScript } from '../../test/events.ts';
import { after, enter, inTask, target } from '../../test/evolving.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { evolve } from './evolve.ts';
import { fold } from './fold.ts';

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
    const script = enter(startedScript(), 'First', 'Pass', 0, { in: 1 });
    const { state, frame } = after(script);
    expect(state.ready).toEqual([]);
    expect(frame(0)?.position).toEqual({
      kind: 'inside',
      entry: script.events[1],
      retrierCounts: [],
      retryCount: 0,
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
      entry: { id: 2 },
      retrierCounts: [0, 2],
      retryCount: 2,
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
