import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, type EpochMs } from '@edgestep/shared';

import { requireArn } from '../arns.ts';
import type { RegistryView } from '../registry-view.ts';
import { resolveStateMachine } from '../state-machine/require-state-machine.ts';
import { describeSummary, type ListedExecution } from './describe-summary.ts';

/** What is asked of an index of executions. Newest first; `after` continues behind where an earlier page ended. */
export interface ExecutionListQuery {
  readonly stateMachineName: string;
  readonly qualifier: string | undefined;
  readonly status: ListedExecution['status'] | undefined;
  readonly limit: number;
  readonly after: { readonly startedAt: EpochMs; readonly executionArn: string } | undefined;
}

const PAGE_DEFAULT = 100;

/** ListExecutions of a Standard state machine, a version or an alias, from whatever index `list` reads. */
export async function listExecutions(
  view: RegistryView,
  request: ApiRequest<'ListExecutions'>,
  list: (query: ExecutionListQuery) => Promise<readonly ListedExecution[]>,
): Promise<ApiResponse<'ListExecutions'>> {
  const { name, qualifier } = requireStandard(view, request.stateMachineArn);
  const after = request.nextToken === undefined ? undefined : readToken(request.nextToken);
  // Nothing is redriven in this release, so these filters match nothing.
  if (request.statusFilter === 'PENDING_REDRIVE' || request.redriveFilter === 'REDRIVEN') {
    return { executions: [] };
  }
  const size =
    request.maxResults === undefined || request.maxResults === 0 ? PAGE_DEFAULT : request.maxResults;
  const found = await list({
    stateMachineName: name,
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

function requireStandard(
  view: RegistryView,
  arn: string | undefined,
): { readonly name: string; readonly qualifier: string | undefined } {
  if (arn === undefined) {
    throw new ApiError(
      'ValidationException',
      'Must specify stateMachineArn: this release has no Map Runs to list executions of',
      { reason: 'MISSING_REQUIRED_PARAMETER' },
    );
  }
  const { qualifier } = requireArn(arn, 'stateMachine');
  const { record } = resolveStateMachine(view, arn, 0);
  if (record.type === 'STANDARD') return { name: record.name, qualifier };
  throw new ApiError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}

function writeToken(last: ListedExecution): string {
  return btoa(JSON.stringify([last.startedAt, last.executionArn]));
}

function readToken(token: string): ExecutionListQuery['after'] {
  try {
    const [startedAt, executionArn] = JSON.parse(atob(token)) as unknown[];
    if (typeof startedAt === 'number' && typeof executionArn === 'string') return { startedAt, executionArn };
  } catch {
    // Not ours: refused below like every other token that we did not write.
  }
  throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}
