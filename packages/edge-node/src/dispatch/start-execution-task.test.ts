import type { TaskAssignment } from '@edgestep/engine';
import { ApiError, type ExecutionCommand, type TaskPattern } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { startExecutionTask, type NestedExecutions } from './start-execution-task.ts';

type Request = Parameters<NestedExecutions['start']>[0];

describe('a task that starts an execution', () => {
  it.each([
    ['request-response', 'run'],
    ['sync', 'submit'],
    ['sync:2', 'submit'],
    ['wait-for-task-token', 'submit'],
  ] as const)('with %s fails to %s when the start is refused', async (pattern, phase) => {
    const { reports } = await perform(taskOf(pattern), new ApiError('StateMachineDoesNotExist', 'No such.'));
    expect(reports).toMatchObject([
      { kind: 'FailTask', phase, error: 'StepFunctions.StateMachineDoesNotExistException' },
    ]);
  });

  it('that had been submitted does not fail to submit when it is handed out again', async () => {
    const task = { ...taskOf('sync'), progress: 'submitted' } as const;
    const { reports } = await perform(task, new ApiError('StateMachineDoesNotExist', 'No such.'));
    expect(reports).toMatchObject([{ kind: 'FailTask', phase: 'run' }]);
  });

  it.each([
    ['request-response', false],
    ['sync', true],
    ['sync:2', true],
    ['wait-for-task-token', false],
  ] as const)('with %s waits for its end: %s', async (pattern, awaited) => {
    const { requests } = await perform(taskOf(pattern));
    expect(requests).toMatchObject([{ stateMachineArn: 'arn:child', input: '{"a":1}', awaited }]);
  });
});

function taskOf(pattern: TaskPattern): TaskAssignment {
  const action = pattern === 'request-response' ? 'startExecution' : `startExecution.${pattern}`;
  return {
    executionArn: 'arn:parent',
    frame: 0,
    taskId: 3,
    progress: 'scheduled',
    target: {
      family: 'service',
      resource: `arn:aws:states:::states:${action}`,
      service: 'states',
      action,
      pattern,
    },
    parameters: { StateMachineArn: 'arn:child', Input: { a: 1 } },
    stateMachineArn: 'arn:machine',
    executionName: 'parent',
    stateName: 'Start',
    roleArn: 'arn:role',
    timeoutSeconds: undefined,
    heartbeatSeconds: undefined,
    deadline: undefined,
    credentials: undefined,
    traceHeader: undefined,
  };
}

async function perform(task: TaskAssignment, refusal?: ApiError) {
  const reports: ExecutionCommand[] = [];
  const requests: Request[] = [];
  const performer = startExecutionTask({
    start: async (request) => {
      requests.push(request);
      if (refusal !== undefined) throw refusal;
      return { executionArn: 'arn:started', startedAt: 0 };
    },
    closed: async () => undefined,
  });
  await performer(task, {
    signal: new AbortController().signal,
    report: async (command) => void reports.push(command),
  });
  return { reports, requests };
}
