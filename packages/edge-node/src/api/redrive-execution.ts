import type { ApiRequest, ApiResponse, CallContext } from '@edgestep/gateway';
import { requireArn } from '@edgestep/registry';
import { ApiError } from '@edgestep/shared';

import { startedByCaller } from './begin-execution.ts';
import type { NodeServices } from './node-services.ts';
import { machineObstacle } from './redrive-standing.ts';
import { rejected } from './rejected.ts';
import { requireExecution } from './require-execution.ts';

/** RedriveExecution: a closed Standard execution goes on from the steps that did not succeed. */
export async function redriveExecution(
  services: NodeServices,
  request: ApiRequest<'RedriveExecution'>,
  context: CallContext,
): Promise<ApiResponse<'RedriveExecution'>> {
  const { executionArn, clientToken } = request;
  const resource = requireArn(executionArn, 'execution');
  if (resource.label !== undefined) {
    throw new ApiError(
      'ValidationException',
      'Child executions of a Map Run are redriven with the execution of its Map',
      { reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' },
    );
  }
  await requireRedrivable(services, executionArn);
  const answer = await services.commands.submit({
    kind: 'RedriveExecution',
    executionArn,
    ...(clientToken === undefined ? {} : { clientToken }),
    redrivenBy: startedByCaller(context),
  });
  if (answer.kind === 'accepted') return { redriveDate: new Date(answer.at) };
  throw rejected(answer, executionArn);
}

/** What only the registry knows; all else the owner of the execution decides. */
async function requireRedrivable(services: NodeServices, executionArn: string): Promise<void> {
  const obstacle = machineObstacle(services, executionArn);
  if (obstacle === undefined) return;
  await requireExecution(services, executionArn);
  throw new ApiError('ExecutionNotRedrivable', obstacle);
}
