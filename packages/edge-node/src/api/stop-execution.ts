import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { requireArn } from '@edgestep/registry';

import type { NodeServices } from './node-services.ts';
import { rejected } from './rejected.ts';
import { requireExecution } from './require-execution.ts';

/** StopExecution. An execution that is closed already answers when it closed. */
export async function stopExecution(
  services: NodeServices,
  request: ApiRequest<'StopExecution'>,
): Promise<ApiResponse<'StopExecution'>> {
  const { executionArn } = request;
  requireArn(executionArn, 'execution');
  const answer = await services.commands.submit({
    kind: 'StopExecution',
    executionArn,
    ...(request.error === undefined ? {} : { error: request.error }),
    ...(request.cause === undefined ? {} : { cause: request.cause }),
  });
  if (answer.kind === 'accepted') return { stopDate: new Date(answer.at) };
  if (answer.reason === 'execution-closed' || answer.reason === 'execution-does-not-exist') {
    const { stoppedAt, startedAt } = await requireExecution(services, executionArn);
    return { stopDate: new Date(stoppedAt ?? startedAt) };
  }
  throw rejected(answer, executionArn);
}
