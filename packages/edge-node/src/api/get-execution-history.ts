import { historyPage } from '@edgestep/engine';
import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { requireArn } from '@edgestep/registry';
import { ApiError } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';

const PAGE_DEFAULT = 100;

/** GetExecutionHistory, a page at a time; a running execution grows behind the pages already read. */
export async function getExecutionHistory(
  services: NodeServices,
  request: ApiRequest<'GetExecutionHistory'>,
): Promise<ApiResponse<'GetExecutionHistory'>> {
  const { executionArn } = request;
  requireArn(executionArn, 'execution');
  const events = await services.executions.history(executionArn, request.includeExecutionData !== false);
  if (events === undefined) {
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }
  const page = historyPage(events, {
    reverseOrder: request.reverseOrder === true,
    eventsMax:
      request.maxResults === undefined || request.maxResults === 0 ? PAGE_DEFAULT : request.maxResults,
    nextToken: request.nextToken,
  });
  if (page === undefined) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  return page;
}
