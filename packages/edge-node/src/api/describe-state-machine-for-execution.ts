import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { describeRevision } from '@edgestep/registry';
import { ApiError, parseArn } from '@edgestep/shared';

import type { ExecutionDetails } from '@edgestep/engine';
import type { NodeServices } from './node-services.ts';
import { requireExecution } from './require-execution.ts';

/** DescribeStateMachineForExecution: the content that the execution runs, whatever the state machine is now. */
export async function describeStateMachineForExecution(
  services: NodeServices,
  request: ApiRequest<'DescribeStateMachineForExecution'>,
): Promise<ApiResponse<'DescribeStateMachineForExecution'>> {
  const execution = await requireExecution(services, request.executionArn);
  const revision = services.registry.revision(execution.revisionId);
  if (revision === undefined) {
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${request.executionArn}'`);
  }
  return {
    stateMachineArn: execution.stateMachineArn,
    name: revision.stateMachine,
    ...mapRunOf(execution),
    updateDate: new Date(revision.createdAt),
    ...describeRevision(
      services.registry.stateMachine(revision.stateMachine),
      revision,
      request.includedData,
    ),
  };
}

/** What a child execution of a distributed Map has besides. */
function mapRunOf({ mapRunArn }: ExecutionDetails): { readonly mapRunArn?: string; readonly label?: string } {
  if (mapRunArn === undefined) return {};
  const resource = parseArn(mapRunArn)?.resource;
  return { mapRunArn, ...(resource?.type === 'mapRun' ? { label: resource.label } : {}) };
}
