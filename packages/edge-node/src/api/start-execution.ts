import type { ApiRequest, ApiResponse, CallContext } from '@edgestep/gateway';
import type { EpochMs, Rejection, StartExecution } from '@edgestep/shared';

import { awaitEnd } from './await-end.ts';
import { beginExecution, startedByCaller } from './begin-execution.ts';
import type { NodeServices } from './node-services.ts';
import { isOwnStart } from './own-start.ts';
import { rejected } from './rejected.ts';

/**
 * StartExecution: answered once the start is durable (E1), for Express once it runs; for a caller that prefers to wait,
 * once a Standard execution has ended.
 */
export async function startExecution(
  services: NodeServices,
  request: ApiRequest<'StartExecution'>,
  context: CallContext,
): Promise<ApiResponse<'StartExecution'>> {
  const { command } = await beginExecution(services, request, { startedBy: startedByCaller(context) });
  const { executionArn } = command;
  if (command.type === 'EXPRESS') {
    const { startedAt } = await services.express.start(command);
    return { executionArn, startDate: new Date(startedAt) };
  }
  const startDate = new Date(await begin(services, command));
  return { executionArn, startDate, ...(await awaitEnd(services, executionArn, context)) };
}

/** Answers when the execution began. Throws what the start was refused with. */
async function begin(services: NodeServices, command: StartExecution): Promise<EpochMs> {
  const calledAt = services.now();
  let isRepeated = false;
  const answer = await services.commands.submit(command, () => {
    isRepeated = true;
  });
  if (answer.kind === 'accepted') return answer.at;
  const own = isRepeated ? await ownStart(services, command, answer, calledAt) : undefined;
  if (own === undefined) throw rejected(answer, command.executionArn);
  return own;
}

/** When an execution began that is said to be there already, if it is the one that this call has started. */
async function ownStart(
  services: NodeServices,
  command: StartExecution,
  { reason }: Rejection,
  calledAt: EpochMs,
): Promise<EpochMs | undefined> {
  if (reason !== 'execution-already-exists') return undefined;
  const found = await services.executions.find(command.executionArn);
  return isOwnStart(command, calledAt, found) ? found.startedAt : undefined;
}
