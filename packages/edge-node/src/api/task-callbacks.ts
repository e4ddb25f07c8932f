import type { ApiRequest } from '@edgestep/gateway';
import { ApiError, type ExecutionCommand, type TaskAddress } from '@edgestep/shared';

import { parseTaskOutput } from './execution-input.ts';
import type { NodeServices } from './node-services.ts';
import { rejected } from './rejected.ts';

/** SendTaskSuccess: the task's output; applied once (E6). */
export async function sendTaskSuccess(
  services: NodeServices,
  request: ApiRequest<'SendTaskSuccess'>,
): Promise<Record<never, never>> {
  const address = openToken(services, request.taskToken);
  return send(services, { kind: 'CompleteTask', ...address, output: parseTaskOutput(request.output) });
}

/** SendTaskFailure: the task failed with this error. */
export async function sendTaskFailure(
  services: NodeServices,
  request: ApiRequest<'SendTaskFailure'>,
): Promise<Record<never, never>> {
  return send(services, {
    kind: 'FailTask',
    ...openToken(services, request.taskToken),
    phase: 'run',
    ...(request.error === undefined ? {} : { error: request.error }),
    ...(request.cause === undefined ? {} : { cause: request.cause }),
  });
}

/** SendTaskHeartbeat: the worker lives; HeartbeatSeconds start anew. */
export async function sendTaskHeartbeat(
  services: NodeServices,
  request: ApiRequest<'SendTaskHeartbeat'>,
): Promise<Record<never, never>> {
  return send(services, { kind: 'HeartbeatTask', ...openToken(services, request.taskToken) });
}

function openToken(services: NodeServices, token: string): TaskAddress {
  const address = services.tokens.open(token);
  if (address === undefined) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  return address;
}

async function send(services: NodeServices, command: ExecutionCommand): Promise<Record<never, never>> {
  const answer = await services.commands.submit(command);
  if (answer.kind === 'accepted') return {};
  // A token stays signed for ever; that its execution is gone means that its task is, too.
  const reason = answer.reason === 'execution-does-not-exist' || answer.reason === 'execution-closed';
  throw rejected(reason ? { ...answer, reason: 'task-timed-out' } : answer, command.executionArn);
}
