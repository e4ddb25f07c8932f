import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, isJsonArray, type EpochMs } from '@edgestep/shared';

import { requireArn, requireMachineArn } from '../arns.ts';
import { pageSize } from '../listing/page.ts';
import { invalidToken, readPageToken, writePageToken, type ListChoice } from '../listing/page-token.ts';
import type { RegistryView } from '../registry-view.ts';
import { resolveStateMachine } from '../state-machine/require-state-machine.ts';
import { describeSummary, type ListedExecution } from './describe-summary.ts';

/** What is asked of an index of executions. Newest first; `after` continues behind where an earlier page ended. */
export interface ExecutionListQuery {
  /** Empty when `mapRunArn` is asked for. */
  readonly stateMachineName: string;
  /** The child executions of a distributed Map. */
  readonly mapRunArn?: string;
  readonly qualifier: string | undefined;
  readonly status: ListedExecution['status'] | undefined;
  /** Only those that were redriven, or only those that were not. */
  readonly redriven?: boolean;
  readonly limit: number;
  readonly after: { readonly startedAt: EpochMs; readonly executionArn: string } | undefined;
}

/**
 * ListExecutions of a Standard state machine, a version or an alias, or of a Map Run, from whatever index `list`
 * reads. `hasMapRun` says whether the index knows a Map Run.
 */
export async function listExecutions(
  view: RegistryView,
  request: ApiRequest<'ListExecutions'>,
  list: (query: ExecutionListQuery) => Promise<readonly ListedExecution[]>,
  hasMapRun: (mapRunArn: string) => Promise<boolean>,
  now: EpochMs,
): Promise<ApiResponse<'ListExecutions'>> {
  const of = await listedOf(view, request, hasMapRun);
  const choice = choiceOf(request);
  const after = request.nextToken === undefined ? undefined : placeOf(request.nextToken, choice, now);
  // A redriven execution runs at once: none waits for it.
  if (request.statusFilter === 'PENDING_REDRIVE') return { executions: [] };
  const size = pageSize(request);
  const found = await list({
    ...of,
    status: request.statusFilter,
    ...(request.redriveFilter === undefined ? {} : { redriven: request.redriveFilter === 'REDRIVEN' }),
    limit: size + 1,
    after,
  });
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    executions: page.map((execution) => ({
      ...describeSummary(execution),
      ...(execution.itemCount === undefined ? {} : { itemCount: execution.itemCount }),
    })),
    ...(found.length > size && last !== undefined
      ? { nextToken: writePageToken(choice, [last.startedAt, last.executionArn], now) }
      : {}),
  };
}

type ListedOf = Pick<ExecutionListQuery, 'stateMachineName' | 'qualifier' | 'mapRunArn'>;

async function listedOf(
  view: RegistryView,
  { stateMachineArn, mapRunArn }: ApiRequest<'ListExecutions'>,
  hasMapRun: (mapRunArn: string) => Promise<boolean>,
): Promise<ListedOf> {
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
    throw new ApiError(
      'ValidationException',
      'Must specify either stateMachineArn or mapRunArn, and not both',
      { reason: 'MISSING_REQUIRED_PARAMETER' },
    );
  }
  if (stateMachineArn !== undefined) {
    const { name, qualifier } = requireStandard(view, stateMachineArn);
    return { stateMachineName: name, qualifier };
  }
  const arn = mapRunArn ?? '';
  requireArn(arn, 'mapRun');
  if (await hasMapRun(arn)) return { stateMachineName: '', qualifier: undefined, mapRunArn: arn };
  throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`, { resourceName: arn });
}

function requireStandard(
  view: RegistryView,
  arn: string,
): { readonly name: string; readonly qualifier: string | undefined } {
  const { qualifier } = requireMachineArn(arn);
  const { record } = resolveStateMachine(view, arn, 0);
  if (record.type === 'STANDARD') return { name: record.name, qualifier };
  throw new ApiError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
}

/** Everything but the page itself. */
function choiceOf(request: ApiRequest<'ListExecutions'>): ListChoice {
  const { stateMachineArn, mapRunArn, statusFilter, redriveFilter } = request;
  return ['executions', stateMachineArn, mapRunArn, statusFilter, redriveFilter];
}

function placeOf(token: string, choice: ListChoice, now: EpochMs): ExecutionListQuery['after'] {
  const place = readPageToken(token, choice, now);
  const [startedAt, executionArn] = isJsonArray(place) ? place : [];
  if (typeof startedAt === 'number' && typeof executionArn === 'string') return { startedAt, executionArn };
  throw invalidToken();
}
