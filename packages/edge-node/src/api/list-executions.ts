import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { requireArn, resolveStateMachine } from '@edgestep/registry';
import { ApiError } from '@edgestep/shared';

import type { ExecutionQuery, IndexedExecution } from '@edgestep/engine';
import { describeSummary } from './describe-execution.ts';
import type { NodeServices } from './node-services.ts';

const PAGE_DEFAULT = 100;

/** ListExecutions of a Standard state machine, a version or an alias; the newest first. */
export async function listExecutions(
  services: NodeServices,
  request: ApiRequest<'ListExecutions'>,
): Promise<ApiResponse<'ListExecutions'>> {
  const arn = request.stateMachineArn;
  if (arn === undefined) {
    throw new ApiError(
      'ValidationException',
      'Must specify stateMachineArn: this release has no Map Runs to list executions of',
      { reason: 'MISSING_REQUIRED_PARAMETER' },
    );
  }
  const { qualifier } = requireArn(arn, 'stateMachine');
  const { record } = resolveStateMachine(services.registry, arn, 0);
  if (record.type === 'EXPRESS') {
    throw new ApiError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  }
  const after = request.nextToken === undefined ? undefined : readToken(request.nextToken);
  if (request.statusFilter === 'PENDING_REDRIVE' || request.redriveFilter === 'REDRIVEN')
    return { executions: [] };
  const size =
    request.maxResults === undefined || request.maxResults === 0 ? PAGE_DEFAULT : request.maxResults;
  const found = await services.executions.list({
    stateMachineName: record.name,
    qualifier,
    status: request.statusFilter,
    limit: size + 1,
    after,
  });
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    executions: page.map(describeSummary),
    ...(found.length > size && last !== undefined ? { nextToken: writeToken(last) } : {}),
  };
}

function writeToken(last: IndexedExecution): string {
  return Buffer.from(JSON.stringify([last.startedAt, last.executionArn])).toString('base64url');
}

function readToken(token: string): ExecutionQuery['after'] {
  try {
    const [startedAt, executionArn] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
    if (typeof startedAt === 'number' && typeof executionArn === 'string') return { startedAt, executionArn };
  } catch {
    // Not ours: refused below like every other token that we did not write.
  }
  throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}
