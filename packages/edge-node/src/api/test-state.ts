import { setImmediate } from 'node:timers/promises';

import type { WorkOutcome } from '@edgestep/asl';
import type { TaskAssignment } from '@edgestep/engine';
import type { ApiRequest, ApiResponse, CallContext } from '@edgestep/gateway';
import { formatArn, isJsonObject, type ExecutionCommand, type JsonObject } from '@edgestep/shared';
import { testState as testStateAnywhere, type TaskToCall } from '@edgestep/test-state';

import { evaluationPort } from '../executions/evaluation-port.ts';
import type { NodeServices } from './node-services.ts';

/** TestState: a task is really called, by whoever does it in this zone, and its result goes to nobody else. */
export function testState(
  services: NodeServices,
  request: ApiRequest<'TestState'>,
  context: CallContext,
): Promise<ApiResponse<'TestState'>> {
  const { zone: region, account, now, uuid } = services;
  return testStateAnywhere(
    request,
    {
      region,
      account,
      now,
      uuid,
      evaluation: { ...evaluationPort, pause: setImmediate },
      callTask: (task, signal) => callTask(services, task, signal),
    },
    context.signal,
  );
}

const CANCELLED: WorkOutcome = {
  kind: 'failure',
  failure: { error: 'States.TaskFailed', cause: 'The task was cancelled.' },
};

async function callTask(services: NodeServices, task: TaskToCall, signal: AbortSignal): Promise<WorkOutcome> {
  const assignment = assignmentOf(services, task);
  const { promise, resolve } = Promise.withResolvers<WorkOutcome>();
  const cancel = () => {
    services.dispatcher.cancel(assignment);
    resolve(CANCELLED);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    if (signal.aborted) return CANCELLED;
    services.dispatcher.dispatch(assignment, async (command) => {
      const outcome = outcomeOf(command);
      if (outcome !== undefined) resolve(outcome);
    });
    return await promise;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** The end that a report tells; undefined for signs of life. */
function outcomeOf(command: ExecutionCommand): WorkOutcome | undefined {
  if (command.kind === 'CompleteTask') return { kind: 'result', result: command.output };
  if (command.kind !== 'FailTask') return undefined;
  return { kind: 'failure', failure: { error: command.error, cause: command.cause } };
}

/** The task of an execution that is nowhere: its token and its address are refused wherever they are shown. */
function assignmentOf(services: NodeServices, task: TaskToCall): TaskAssignment {
  const { target, parameters, timeoutSeconds, heartbeatSeconds, credentials, roleArn, context } = task;
  const name = services.uuid();
  const stateMachine = nameIn(context);
  const arn = (resource: Parameters<typeof formatArn>[0]['resource']) =>
    formatArn({ region: services.zone, account: services.account, resource });
  return {
    executionArn: arn({ type: 'express', stateMachine, name, id: services.uuid() }),
    frame: 0,
    taskId: 1,
    target,
    parameters,
    stateMachineArn: arn({ type: 'stateMachine', name: stateMachine }),
    executionName: name,
    stateName: 'StateName',
    roleArn,
    timeoutSeconds,
    heartbeatSeconds,
    deadline: undefined,
    credentials,
    progress: 'scheduled',
    traceHeader: undefined,
  };
}

function nameIn({ StateMachine: machine }: JsonObject): string {
  return isJsonObject(machine) && typeof machine.Name === 'string' ? machine.Name : 'TestState';
}
