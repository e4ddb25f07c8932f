import { historyPage } from '@edgestep/engine';
import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import {
  invalidToken,
  pageSize,
  readPageToken,
  requireArn,
  writePageToken,
  type ListChoice,
} from '@edgestep/registry';
import { ApiError } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';

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
  const reverseOrder = request.reverseOrder === true;
  const choice = ['history', executionArn, reverseOrder, request.includeExecutionData !== false];
  const { events: shown, lastShown } = historyPage(events, {
    reverseOrder,
    eventsMax: pageSize(request),
    after: request.nextToken === undefined ? undefined : placeOf(request.nextToken, choice, services.now()),
  });
  const nextToken = lastShown === undefined ? undefined : writePageToken(choice, lastShown, services.now());
  return { events: shown, ...(nextToken === undefined ? {} : { nextToken }) };
}

function placeOf(token: string, choice: ListChoice, now: number): number {
  const place = readPageToken(token, choice, now);
  if (typeof place === 'number') return place;
  throw invalidToken();
}
