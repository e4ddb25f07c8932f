import type { CommandOf, ExecutionCommand, ExecutionCommandKind, Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { DecisionSpec, eventOf, kinds, startCommand } from '../../test/decision-spec.ts';
import { EXECUTION_ARN } from '../../test/events.ts';
import { fold } from '../evolve/fold.ts';
import { DECISION_BYTES_MAX } from './decision-too-large.ts';
import { HISTORY_EVENTS_MAX } from './history-limit.ts';
import { TURN_EVENTS_MAX } from './turn.ts';

const executionArn = EXECUTION_ARN;
const functionArn = 'arn:aws:lambda:dallas:000000000000:function:work';
const address = { executionArn, frame: 0, taskId: 3 };

function machine(state: Record<string, Json>, over: Record<string, Json> = {}): Json {
  return { StartAt: 'Work', States: { Work: { End: true, ...state } }, ...over };
}

const task = (over: Record<string, Json> = {}) =>
  new DecisionSpec(machine({ Type: 'Task', Resource: functionArn, ...over })).given(startCommand());

const activity = (over: Record<string, Json> = {}) =>
  task({ Resource: 'arn:aws:states:dallas:000000000000:activity:inspect', ...over });

const service = (over: Record<string, Json> = {}) =>
  task({
    Resource: 'arn:aws:states:::states:startExecution.sync',
    Parameters: { StateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:child' },
    ...over,
  });

const fire = (timer: CommandOf<'FireTimer'>['timer']): ExecutionCommand => ({
  kind: 'FireTimer',
  executionArn,
  timer,
});

const complete = { kind: 'CompleteTask', ...address, output: { ok: true } } as const;
const stop = { kind: 'StopExecution', executionArn, error: 'Enough', cause: 'by hand' } as const;

describe('StartExecution', () => {
  it('starts, and goes on as far as it can', () => {
    const spec = new DecisionSpec(machine({ Type: 'Pass' }));
    const decision = spec.decided(startCommand({ input: { order: 7 } }));
    expect(kinds(decision)).toEqual([
      'ExecutionStarted',
      'StateEntered',
      'StateExited',
      'ExecutionSucceeded',
    ]);
    expect(eventOf(decision, 'ExecutionStarted')).toMatchObject({
      id: 1,
      prev: 0,
      at: 1_000_000,
      input: { order: 7 },
      startAt: 'Work',
    });
    expect(fold(decision.events)).toStrictEqual(decision.state);
  });

  it('is idempotent on its input while the execution is open: the first time is told', () => {
    const spec = new DecisionSpec(machine({ Type: 'Wait', Seconds: 60 }));
    spec.given(startCommand({ input: { a: 1, b: [2] } })).later(5_000);
    const repeated = spec.decided(startCommand({ input: { b: [2], a: 1 } }));
    expect(repeated).toMatchObject({ events: [], effects: [], at: 1_000_000 });
    expect(spec.when(startCommand({ input: { a: 1, b: [3] } }))).toMatchObject({
      reason: 'execution-already-exists',
    });
  });

  it("takes over the definition's time-out; an Express execution has one in any case", () => {
    const timed = machine({ Type: 'Wait', Seconds: 60 }, { TimeoutSeconds: 20 });
    const untimed = machine({ Type: 'Wait', Seconds: 60 });
    const long = machine({ Type: 'Wait', Seconds: 60 }, { TimeoutSeconds: 9_000 });
    const timeout = (definition: Json, type: 'STANDARD' | 'EXPRESS') =>
      eventOf(new DecisionSpec(definition).decided(startCommand({ type })), 'ExecutionStarted')
        .timeoutSeconds;
    expect(timeout(timed, 'STANDARD')).toBe(20);
    expect(timeout(untimed, 'STANDARD')).toBe(31_536_000);
    expect(timeout(untimed, 'EXPRESS')).toBe(300);
    expect(timeout(long, 'EXPRESS')).toBe(300);
    expect(timeout(timed, 'EXPRESS')).toBe(20);
  });
});

describe('StopExecution', () => {
  it('ends the execution from outside, after no event of its states, and cancels what is out', () => {
    const decision = task().decided(stop);
    expect(kinds(decision)).toEqual(['ExecutionAborted']);
    expect(eventOf(decision, 'ExecutionAborted')).toMatchObject({
      prev: 0,
      error: 'Enough',
      cause: 'by hand',
    });
    expect(decision.effects).toMatchObject([
      { kind: 'CancelTask', task: { taskId: 3 } },
      { kind: 'ExecutionClosed', execution: { status: { kind: 'ABORTED' } } },
    ]);
  });
});

describe('StartTask', () => {
  it('notes the worker', () => {
    const decision = activity().decided({ kind: 'StartTask', ...address, workerName: 'w1' });
    expect(decision.events).toMatchObject([{ kind: 'TaskStarted', workerName: 'w1' }]);
  });

  it('a function that was handed out again may start again; an activity has one worker', () => {
    const startTask = { kind: 'StartTask', ...address } as const;
    expect(task().given(startTask).decided(startTask).events).toEqual([]);
    expect(activity().given(startTask).when(startTask)).toMatchObject({ reason: 'task-not-pending' });
  });
});

describe('SubmitTask', () => {
  const submit = { kind: 'SubmitTask', ...address, output: { id: 1 } } as const;

  it('says that the task began, if nobody has said so', () => {
    expect(kinds(service().decided(submit))).toEqual(['TaskStarted', 'TaskSubmitted']);
    expect(
      kinds(
        service()
          .given({ kind: 'StartTask', ...address })
          .decided(submit),
      ),
    ).toEqual(['TaskSubmitted']);
  });

  it('changes nothing the second time', () => {
    expect(service().given(submit).decided(submit).events).toEqual([]);
  });
});

describe('CompleteTask', () => {
  it('goes on with the result, and says that the task began', () => {
    const decision = task().decided(complete);
    expect(kinds(decision)).toEqual(['TaskStarted', 'TaskSucceeded', 'StateExited', 'ExecutionSucceeded']);
    expect(eventOf(decision, 'ExecutionSucceeded').output).toEqual({ ok: true });
  });

  it('clears the timers of the task', () => {
    const { effects } = task({ TimeoutSeconds: 9 }).decided(complete);
    expect(effects.map((effect) => effect.kind)).toEqual(['ClearTimers', 'ExecutionClosed']);
  });
});

describe('FailTask', () => {
  it('fails the state; nobody catches it here', () => {
    const decision = task().decided({ kind: 'FailTask', ...address, phase: 'run', error: 'E', cause: 'C' });
    expect(kinds(decision)).toEqual(['TaskStarted', 'TaskFailed', 'ExecutionFailed']);
    expect(decision.state.status).toMatchObject({ kind: 'FAILED', error: 'E', cause: 'C' });
  });

  it('a task that could not even be scheduled or started did not begin', () => {
    for (const phase of ['schedule', 'start'] as const) {
      const decision = task().decided({ kind: 'FailTask', ...address, phase, error: 'E' });
      expect(kinds(decision)).toEqual(['TaskFailed', 'ExecutionFailed']);
    }
  });

  it('a task that no service took had begun', () => {
    const decision = task().decided({ kind: 'FailTask', ...address, phase: 'submit', error: 'E' });
    expect(kinds(decision)).toEqual(['TaskStarted', 'TaskFailed', 'ExecutionFailed']);
    expect(decision.events).toContainEqual(expect.objectContaining({ kind: 'TaskFailed', phase: 'submit' }));
  });

  it('is tried again by a retrier, later', () => {
    const spec = task({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 3 }] });
    const failed = spec.decided({ kind: 'FailTask', ...address, phase: 'run', error: 'E' });
    expect(kinds(failed)).toEqual(['TaskStarted', 'TaskFailed', 'RetryScheduled']);
    const timer = { cause: 'retry', frame: 0, dueAt: 1_003_000 } as const;
    expect(failed.effects).toEqual([{ kind: 'SetTimer', executionArn, timer }]);
    expect(spec.when(fire({ ...timer, dueAt: 1 }))).toMatchObject({ reason: 'timer-not-pending' });
    const again = spec.later(3_000).decided(fire(timer));
    expect(kinds(again)).toEqual(['TaskScheduled']);
    expect(again.effects).toMatchObject([{ kind: 'DispatchTask', task: { taskId: 6 } }]);
  });
});

describe('HeartbeatTask', () => {
  const beat = { kind: 'HeartbeatTask', ...address } as const;
  const timer = (dueAt: number) => ({ cause: 'task-heartbeat', frame: 0, taskId: 3, dueAt }) as const;

  it('makes no event, and moves the deadline', () => {
    const decision = task({ HeartbeatSeconds: 5, TimeoutSeconds: 60 }).later(2_000).decided(beat);
    expect(decision.events).toEqual([]);
    expect(decision.effects).toEqual([{ kind: 'SetTimer', executionArn, timer: timer(1_007_000) }]);
  });

  it('overtakes a timer that has fired already', () => {
    const spec = task({ HeartbeatSeconds: 5, TimeoutSeconds: 60 }).later(4_999).given(beat).later(1);
    expect(spec.when(fire(timer(1_005_000)))).toMatchObject({ reason: 'timer-not-pending' });
    const silent = spec.later(5_000).decided(fire(timer(1_009_999)));
    expect(eventOf(silent, 'TaskTimedOut')).toMatchObject({ error: 'States.HeartbeatTimeout' });
  });

  it('means nothing to a task without HeartbeatSeconds', () => {
    expect(task().decided(beat)).toMatchObject({ events: [], effects: [] });
  });
});

describe('FireTimer', () => {
  it('ends a wait', () => {
    const spec = new DecisionSpec(machine({ Type: 'Wait', Seconds: 60 })).given(startCommand()).later(60_000);
    const decision = spec.decided(fire({ cause: 'wait', frame: 0, dueAt: 1_060_000 }));
    expect(kinds(decision)).toEqual(['StateExited', 'ExecutionSucceeded']);
  });

  it('times a task out, and its worker is told', () => {
    const timer = { cause: 'task-timeout', frame: 0, taskId: 3, dueAt: 1_009_000 } as const;
    const decision = task({ TimeoutSeconds: 9 }).later(9_000).decided(fire(timer));
    expect(kinds(decision)).toEqual(['TaskTimedOut', 'ExecutionFailed']);
    expect(decision.effects[0]).toMatchObject({ kind: 'CancelTask', task: { taskId: 3 } });
  });

  it('times the execution out', () => {
    const definition = machine({ Type: 'Wait', Seconds: 60 }, { TimeoutSeconds: 20 });
    const spec = new DecisionSpec(definition).given(startCommand()).later(20_000);
    const decision = spec.decided(fire({ cause: 'execution-timeout', dueAt: 1_020_000 }));
    expect(decision.state.status.kind).toBe('TIMED_OUT');
    expect(kinds(decision)).toEqual(['ExecutionTimedOut']);
    expect(eventOf(decision, 'ExecutionTimedOut')).toMatchObject({ prev: 0, error: 'States.Timeout' });
  });

  it.each([
    { cause: 'execution-timeout', dueAt: 5 },
    { cause: 'wait', frame: 0, dueAt: 5 },
    { cause: 'retry', frame: 9, dueAt: 5 },
    { cause: 'task-timeout', frame: 0, taskId: 3, dueAt: 5 },
    { cause: 'task-heartbeat', frame: 0, taskId: 4, dueAt: 5 },
  ] as const)('that nothing waits for is refused: %j (E6)', (timer) => {
    expect(task({ TimeoutSeconds: 9 }).when(fire(timer))).toMatchObject({ reason: 'timer-not-pending' });
  });
});

describe('ContinueExecution', () => {
  const states = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [
      `S${index}`,
      index < 999 ? { Type: 'Pass', Next: `S${index + 1}` } : { Type: 'Pass', End: true },
    ]),
  );
  const goOn = { kind: 'ContinueExecution', executionArn } as const;

  it('goes on with a turn that was cut', () => {
    const spec = new DecisionSpec({ StartAt: 'S0', States: states });
    const cut = spec.decided(startCommand());
    expect(cut.events.length).toBeGreaterThanOrEqual(TURN_EVENTS_MAX);
    expect(cut.effects.map(({ kind }) => kind)).toEqual(['SetTimer', 'Continue']);
    const rest = spec.decided(goOn);
    expect(rest.state.status.kind).toBe('SUCCEEDED');
    expect(cut.events.length + rest.events.length).toBe(2_002);
  });

  it('changes nothing when the execution waits', () => {
    expect(task().decided(goOn)).toMatchObject({ events: [], effects: [] });
  });

  it('ends an execution that nothing could ever move again (E4)', () => {
    const spec = task();
    const position = spec.state?.frames.get(0)?.position;
    if (position?.kind === 'inside') position.activity = { kind: 'deciding' };
    const decision = spec.decided(goOn);
    expect(decision.state.status).toMatchObject({ kind: 'FAILED', error: 'States.Runtime' });
  });
});

describe('reports on tasks that do not wait for them (E6)', () => {
  const reports: { [K in ExecutionCommandKind]?: ExecutionCommand } = {
    StartTask: { kind: 'StartTask', ...address },
    SubmitTask: { kind: 'SubmitTask', ...address, output: 1 },
    CompleteTask: complete,
    FailTask: { kind: 'FailTask', ...address, phase: 'run' },
    HeartbeatTask: { kind: 'HeartbeatTask', ...address },
  };

  it.each(Object.entries(reports))('%s: one that is over, one that never was', (_, report) => {
    const spec = task({ Retry: [{ ErrorEquals: ['E'] }] });
    spec.given({ kind: 'FailTask', ...address, phase: 'run', error: 'E' });
    expect(spec.when(report)).toMatchObject({ kind: 'rejection', reason: 'task-timed-out' });
    expect(spec.when({ ...report, taskId: 99 } as ExecutionCommand)).toMatchObject({
      kind: 'rejection',
      reason: 'task-not-pending',
    });
  });
});

describe('limits', () => {
  it('an execution ends before its history is full', () => {
    const again = { Variable: '$.never', IsPresent: false, Next: 'A' };
    const loop = {
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [again], Default: 'End' },
        End: { Type: 'Succeed' },
      },
    };
    const spec = new DecisionSpec(loop);
    let decision = spec.decided(startCommand());
    while (decision.state.status.kind === 'RUNNING') {
      decision = spec.decided({ kind: 'ContinueExecution', executionArn });
    }
    expect(decision.state.status).toMatchObject({
      kind: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(decision.state.lastEventId).toBe(HISTORY_EVENTS_MAX);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'the end is the last event of a full history, whatever a step would have told: %d events earlier',
    (before) => {
      const inner = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
      const choice = (next: string) => ({
        Type: 'Choice',
        Choices: [{ Variable: '$', IsPresent: false, Next: 'End' }],
        Default: next,
      });
      const prefix = Array.from({ length: before }, (_, index) => [`P${index}`, choice(`P${index + 1}`)]);
      const states = {
        ...Object.fromEntries(prefix),
        [`P${before}`]: { Type: 'Wait', Seconds: 0, Next: 'Each' },
        Each: { Type: 'Map', ItemsPath: '$', ItemProcessor: inner('A'), ResultPath: null, Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [inner('B'), inner('C')], ResultPath: null, Next: 'Again' },
        Again: choice('Each'),
        End: { Type: 'Succeed' },
      };
      const spec = new DecisionSpec({ StartAt: 'P0', States: states });
      let decision = spec.decided(startCommand({ input: [1, 2, 3].slice(before % 3) }));
      const events = [...decision.events];
      while (decision.state.status.kind === 'RUNNING') {
        decision = spec.decided({ kind: 'ContinueExecution', executionArn });
        events.push(...decision.events);
      }
      expect(decision.state.status).toMatchObject({ kind: 'FAILED', error: 'States.Runtime' });
      expect(decision.fault).toBeUndefined();
      expect(events.at(-1)).toMatchObject({ kind: 'ExecutionFailed', id: HISTORY_EVENTS_MAX });
      expect(events.filter(({ id }) => id === HISTORY_EVENTS_MAX)).toHaveLength(1);
      expect(fold(events)).toStrictEqual(decision.state);
    },
  );

  it('a turn is cut when its events grow large', () => {
    const large = { text: 'x'.repeat(100_000) };
    const states = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `S${index}`,
        {
          Type: 'Pass',
          Parameters: { 'text.$': '$.text', step: index },
          ...(index < 19 ? { Next: `S${index + 1}` } : { End: true }),
        },
      ]),
    );
    const spec = new DecisionSpec({ StartAt: 'S0', States: states });
    const first = spec.decided(startCommand({ input: large }));
    expect(first.state.status.kind).toBe('RUNNING');
    expect(first.events.length).toBeLessThan(12);
  });

  it('a step that no record could hold ends the execution, and leaves no half of itself', () => {
    const items = Array.from({ length: 40 }, (_, index) => index);
    const spec = new DecisionSpec(
      machine({
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'text.$': '$.text', 'index.$': '$$.Map.Item.Index' },
        ItemProcessor: { StartAt: 'Inner', States: { Inner: { Type: 'Pass', End: true } } },
      }),
    );
    const decision = spec.decided(startCommand({ input: { items, text: 'x'.repeat(200_000) } }));
    expect(kinds(decision)).toEqual(['ExecutionStarted', 'ExecutionFailed']);
    expect(decision.state.status).toMatchObject({ kind: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(decision.bytes).toBeLessThan(DECISION_BYTES_MAX);
    expect(fold(decision.events)).toStrictEqual(decision.state);
  });
});
