import type { EvaluationPort } from '@edgestep/asl';
import type { TaskAssignment } from '@edgestep/engine';
import type { EpochMs, ExecutionCommand, TaskAddress } from '@edgestep/shared';

import { callMock } from '../mocks/call-mock.ts';
import { invokeResult } from '../mocks/called-function.ts';
import type { MockOutcome } from '../mocks/mock.ts';
import type { FoundMock, MockTable } from '../mocks/mock-table.ts';

/** What a task's mock says, as commands of the engine: at once, later, and now and then. */
export interface TaskScript {
  /** The work is taken. */
  readonly begin: readonly ExecutionCommand[];
  /** Its answer; undefined: never. */
  readonly report: ExecutionCommand | undefined;
  readonly afterMs: number;
  readonly beat: ExecutionCommand;
  /** Undefined: no sign of life. */
  readonly beatEveryMs: number | undefined;
}

/** Asks the mocks what a task comes to. Throws TestingError for a task without one. */
export async function scriptOf(
  task: TaskAssignment,
  mocks: MockTable,
  now: EpochMs,
  port: EvaluationPort,
): Promise<TaskScript> {
  const found = mocks.take(task);
  const outcome = await callMock(found.entry, found.input, {
    state: task.stateName,
    resource: task.target.resource,
    invocation: found.invocation,
    parameters: task.parameters,
    now: new Date(now),
    executionName: task.executionName,
  });
  const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
  const { afterSeconds = 0, heartbeatEverySeconds } = outcome;
  return {
    begin: beginning(task, address, outcome),
    report: reportOf(address, outcome, found, port),
    afterMs: afterSeconds * 1_000,
    beat: { kind: 'HeartbeatTask', ...address },
    beatEveryMs: heartbeatEverySeconds === undefined ? undefined : heartbeatEverySeconds * 1_000,
  };
}

/** A worker takes the task; a service whose end comes later says that it has the work. */
function beginning(task: TaskAssignment, address: TaskAddress, outcome: MockOutcome): ExecutionCommand[] {
  const { target } = task;
  const { worker, submitted = {} } = outcome;
  const start: ExecutionCommand = {
    kind: 'StartTask',
    ...address,
    ...(worker === undefined || target.family !== 'activity' ? {} : { workerName: worker }),
  };
  const endsLater = target.family === 'service' && target.pattern !== 'request-response';
  return endsLater ? [start, { kind: 'SubmitTask', ...address, output: submitted }] : [start];
}

function reportOf(
  address: TaskAddress,
  outcome: MockOutcome,
  found: FoundMock,
  port: EvaluationPort,
): ExecutionCommand | undefined {
  if ('never' in outcome) return undefined;
  if ('throw' in outcome) return { kind: 'FailTask', ...address, phase: 'run', ...outcome.throw };
  const output = found.wrapped ? invokeResult(outcome.return, port.uuid()) : outcome.return;
  return { kind: 'CompleteTask', ...address, output };
}
