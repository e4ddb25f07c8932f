import type { ApiRequest, ApiResponse, CallContext } from '@edgestep/gateway';

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
  const calledAt = services.now();
  let isRepeated = false;
  const answer = await services.commands.submit(command, () => {
    isRepeated = true;
  });
  if (answer.kind === 'accepted') {
    const startDate = new Date(answer.at);
    return { executionArn, startDate, ...(await awaitEnd(services, executionArn, context)) };
  }
  if (isRepeated && answer.reason === 'execution-already-exists') {
    const found = await services.executions.find(executionArn);
    if (isOwnStart(command, calledAt, found)) return { executionArn, startDate: new Date(found.startedAt) };
  }
  throw rejected(answer, executionArn);
}
