import type { TaskTarget } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { startedScript, type EventScript } from '../../../test/events.ts';
import { projectHistory } from './project-history.ts';

const whole = { truncated: false };
const functionTarget: TaskTarget = { family: 'function', resource: 'arn:aws:lambda:x', functionName: 'f' };
const activityTarget: TaskTarget = { family: 'activity', resource: 'arn:act', activityArn: 'arn:act' };
const serviceTarget: TaskTarget = {
  family: 'service',
  resource: 'arn:aws:states:::lambda:invoke',
  service: 'lambda',
  action: 'invoke',
  pattern: 'request-response',
};

const inTask = (target: TaskTarget) =>
  startedScript()
    .add('StateEntered', { state: 'Work', stateType: 'Task', input: {} }, { prev: 0 })
    .add('TaskScheduled', {
      target,
      parameters: { a: 1 },
      timeoutSeconds: 5,
      heartbeatSeconds: 2,
      credentials: { RoleArn: 'role' },
    });

/** The last event, without what every event has. */
function last(script: EventScript) {
  const event = projectHistory(script.events).at(-1);
  if (event === undefined) throw new Error('no event');
  const { timestamp: _, id: __, previousEventId: ___, ...rest } = event;
  return rest;
}

describe('the history of an execution', () => {
  it('has each event in its place, with its time', () => {
    const script = startedScript()
      .add('StateEntered', { state: 'A', stateType: 'Pass', input: [] }, { prev: 0 })
      .add('StateExited', { state: 'A', stateType: 'Pass', output: [] })
      .add('ExecutionSucceeded', { output: [] });
    expect(
      projectHistory(script.events).map(({ id, previousEventId, type, timestamp }) => [
        id,
        previousEventId,
        type,
        timestamp.getTime(),
      ]),
    ).toEqual([
      [1, 0, 'ExecutionStarted', 1001],
      [2, 0, 'PassStateEntered', 1002],
      [3, 2, 'PassStateExited', 1003],
      [4, 3, 'ExecutionSucceeded', 1004],
    ]);
  });

  it('tells how it began: payloads are JSON texts', () => {
    const machine = 'arn:aws:states:dallas:000000000000:stateMachine:orders';
    expect(
      last(
        startedScript({
          input: { order: 7 },
          stateMachineVersionArn: `${machine}:1`,
          stateMachineAliasArn: `${machine}:live`,
        }),
      ),
    ).toEqual({
      type: 'ExecutionStarted',
      executionStartedEventDetails: {
        input: '{"order":7}',
        inputDetails: whole,
        roleArn: 'arn:aws:iam::000000000000:role/orders',
        stateMachineAliasArn: `${machine}:live`,
        stateMachineVersionArn: `${machine}:1`,
      },
    });
  });

  it.each([
    ['ExecutionSucceeded', { output: 'x' }, { output: '"x"', outputDetails: whole }],
    ['ExecutionFailed', { error: 'E', cause: 'C' }, { error: 'E', cause: 'C' }],
    ['ExecutionFailed', {}, {}],
    ['ExecutionTimedOut', {}, {}],
    ['ExecutionAborted', { cause: 'C' }, { cause: 'C' }],
  ] as const)('tells how it ended: %s %j', (kind, facts, details) => {
    const key = `e${kind.slice(1)}EventDetails`;
    expect(last(startedScript().add(kind, facts as never))).toEqual({ type: kind, [key]: details });
  });

  it('does not show waits and retries', () => {
    const script = startedScript()
      .add('WaitStarted', { dueAt: 5 }, { id: 0 })
      .add('RetryScheduled', { retrier: 0, dueAt: 5, error: 'E' }, { id: 0 });
    expect(projectHistory(script.events).map((event) => event.type)).toEqual(['ExecutionStarted']);
  });
});

describe('states in the history', () => {
  it.each(['Task', 'Pass', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'] as const)(
    '%sStateEntered',
    (stateType) => {
      expect(last(startedScript().add('StateEntered', { state: 'S', stateType, input: null }))).toEqual({
        type: `${stateType}StateEntered`,
        stateEnteredEventDetails: { name: 'S', input: 'null', inputDetails: whole },
      });
    },
  );

  it('shows the variables that an exit assigned, each as a text of its own', () => {
    const exit = { state: 'S', stateType: 'Pass', output: 1 } as const;
    const assigned = { list: [1], text: 'x' };
    expect(last(startedScript().add('StateExited', { ...exit, assigned }))).toEqual({
      type: 'PassStateExited',
      stateExitedEventDetails: {
        name: 'S',
        output: '1',
        outputDetails: whole,
        assignedVariables: { list: '[1]', text: '"x"' },
        assignedVariablesDetails: whole,
      },
    });
    const without = last(startedScript().add('StateExited', { ...exit, assigned: {} }));
    expect(without.stateExitedEventDetails).not.toHaveProperty('assignedVariables');
  });

  it('shows a state that was given up, if it is of a kind that waits', () => {
    const aborted = last(startedScript().add('StateAborted', { state: 'S', stateType: 'Task' }));
    expect(aborted).toEqual({ type: 'TaskStateAborted' });
    const impossible = startedScript().add('StateAborted', { state: 'S', stateType: 'Pass' });
    expect(() => projectHistory(impossible.events)).toThrow('cannot be aborted');
  });

  it('EvaluationFailed', () => {
    const facts = { error: 'States.QueryEvaluationError', cause: 'no', state: 'S' };
    expect(last(startedScript().add('EvaluationFailed', { ...facts, location: 'Output' }))).toEqual({
      type: 'EvaluationFailed',
      evaluationFailedEventDetails: { ...facts, location: 'Output' },
    });
  });
});

describe('tasks in the history', () => {
  it('a function is a LambdaFunction', () => {
    const script = inTask(functionTarget);
    expect(last(script)).toEqual({
      type: 'LambdaFunctionScheduled',
      lambdaFunctionScheduledEventDetails: {
        resource: 'arn:aws:lambda:x',
        input: '{"a":1}',
        inputDetails: whole,
        timeoutInSeconds: 5,
        taskCredentials: { roleArn: 'role' },
      },
    });
    expect(last(script.add('TaskStarted', {}))).toEqual({ type: 'LambdaFunctionStarted' });
    expect(last(script.add('TaskSucceeded', { output: 3 }))).toEqual({
      type: 'LambdaFunctionSucceeded',
      lambdaFunctionSucceededEventDetails: { output: '3', outputDetails: whole },
    });
  });

  it('an activity is an Activity, with its worker', () => {
    const script = inTask(activityTarget);
    expect(last(script)).toEqual({
      type: 'ActivityScheduled',
      activityScheduledEventDetails: {
        resource: 'arn:act',
        input: '{"a":1}',
        inputDetails: whole,
        timeoutInSeconds: 5,
        heartbeatInSeconds: 2,
      },
    });
    expect(last(script.add('TaskStarted', { workerName: 'w1' }))).toEqual({
      type: 'ActivityStarted',
      activityStartedEventDetails: { workerName: 'w1' },
    });
    expect(last(script.add('TaskTimedOut', { error: 'States.HeartbeatTimeout', deadline: 1 }))).toEqual({
      type: 'ActivityTimedOut',
      activityTimedOutEventDetails: { error: 'States.HeartbeatTimeout' },
    });
  });

  it('a service is a Task that names resource and region', () => {
    const script = inTask(serviceTarget);
    const service = { resourceType: 'lambda', resource: 'invoke' };
    expect(last(script)).toEqual({
      type: 'TaskScheduled',
      taskScheduledEventDetails: {
        ...service,
        region: 'dallas',
        parameters: '{"a":1}',
        timeoutInSeconds: 5,
        heartbeatInSeconds: 2,
        taskCredentials: { roleArn: 'role' },
      },
    });
    expect(last(script.add('TaskStarted', {}))).toEqual({
      type: 'TaskStarted',
      taskStartedEventDetails: service,
    });
    expect(last(script.add('TaskSubmitted', { output: [] }))).toEqual({
      type: 'TaskSubmitted',
      taskSubmittedEventDetails: { ...service, output: '[]', outputDetails: whole },
    });
    expect(last(script.add('TaskSucceeded', { output: 0 }))).toEqual({
      type: 'TaskSucceeded',
      taskSucceededEventDetails: { ...service, output: '0', outputDetails: whole },
    });
  });

  it.each([
    [functionTarget, 'schedule', 'LambdaFunctionScheduleFailed', {}],
    [functionTarget, 'start', 'LambdaFunctionStartFailed', {}],
    [functionTarget, 'run', 'LambdaFunctionFailed', {}],
    [activityTarget, 'schedule', 'ActivityScheduleFailed', {}],
    [activityTarget, 'run', 'ActivityFailed', {}],
    [serviceTarget, 'start', 'TaskStartFailed', { resourceType: 'lambda', resource: 'invoke' }],
    [serviceTarget, 'submit', 'TaskSubmitFailed', { resourceType: 'lambda', resource: 'invoke' }],
    [serviceTarget, 'run', 'TaskFailed', { resourceType: 'lambda', resource: 'invoke' }],
  ] as const)('%j that fails to %s is %s', (target, phase, type, service) => {
    const key = `${type[0]?.toLowerCase()}${type.slice(1)}EventDetails`;
    const failed = inTask(target).add('TaskFailed', { phase, error: 'E', cause: 'C' });
    expect(last(failed)).toEqual({ type, [key]: { ...service, error: 'E', cause: 'C' } });
  });

  it('shows tasks of several frames each by its own target', () => {
    const script = startedScript()
      .add('TaskScheduled', { target: functionTarget, parameters: 1 }, { frame: 1 })
      .add('TaskScheduled', { target: activityTarget, parameters: 2 }, { frame: 2 })
      .add('TaskStarted', {}, { frame: 1 })
      .add('TaskStarted', {}, { frame: 2 });
    expect(projectHistory(script.events).map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'LambdaFunctionScheduled',
      'ActivityScheduled',
      'LambdaFunctionStarted',
      'ActivityStarted',
    ]);
  });
});

describe('Parallel and Map in the history', () => {
  it('Parallel has no details', () => {
    const started = startedScript().add('ParallelStarted', { firstChild: 1, branches: [], input: 1 });
    expect(last(started)).toEqual({ type: 'ParallelStateStarted' });
    expect(last(startedScript().add('ParallelSucceeded', {}))).toEqual({ type: 'ParallelStateSucceeded' });
    expect(last(startedScript().add('ParallelFailed', { error: 'E' }))).toEqual({
      type: 'ParallelStateFailed',
    });
  });

  it('Map tells its length, iterations their name and index', () => {
    const itemProcessor = { block: 1, startAt: 'A' };
    const started = startedScript().add('MapStarted', { items: [1, 2], itemProcessor, maxConcurrency: 0 });
    expect(last(started)).toEqual({
      type: 'MapStateStarted',
      mapStateStartedEventDetails: { length: 2 },
    });
    const place = { index: 1, child: 4, name: 'Each' };
    const details = { name: 'Each', index: 1 };
    expect(last(startedScript().add('MapIterationStarted', { ...place, input: 1 }))).toEqual({
      type: 'MapIterationStarted',
      mapIterationStartedEventDetails: details,
    });
    expect(last(startedScript().add('MapIterationSucceeded', place))).toEqual({
      type: 'MapIterationSucceeded',
      mapIterationSucceededEventDetails: details,
    });
    expect(last(startedScript().add('MapIterationFailed', place))).toEqual({
      type: 'MapIterationFailed',
      mapIterationFailedEventDetails: details,
    });
    expect(last(startedScript().add('MapIterationAborted', place))).toEqual({
      type: 'MapIterationAborted',
      mapIterationAbortedEventDetails: details,
    });
    expect(last(startedScript().add('MapSucceeded', {}))).toEqual({ type: 'MapStateSucceeded' });
    expect(last(startedScript().add('MapFailed', {}))).toEqual({ type: 'MapStateFailed' });
  });
});

describe('a history without execution data', () => {
  it('leaves payloads out, and keeps names, errors and causes', () => {
    const script = inTask(serviceTarget)
      .add('TaskFailed', { phase: 'run', error: 'E', cause: 'C' })
      .add('StateExited', { state: 'Work', stateType: 'Task', output: { x: 1 }, assigned: { v: 1 } })
      .add('ExecutionSucceeded', { output: { x: 1 } });
    const events = projectHistory(script.events, { includeExecutionData: false });
    expect(JSON.stringify(events)).not.toMatch(/"input|"output|assigned|\\"a\\"/);
    expect(events[2]?.taskScheduledEventDetails).toMatchObject({ resource: 'invoke', parameters: '' });
    expect(events[3]?.taskFailedEventDetails).toMatchObject({ error: 'E', cause: 'C' });
    expect(events[4]?.stateExitedEventDetails).toEqual({ name: 'Work' });
  });
});
