import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { page, requireArn } from '@edgestep/registry';
import { ApiError } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';

/** GetExecutionHistory, a page at a time; a running execution grows behind the pages already read. */
export async function getExecutionHistory(
  services: NodeServices,
  request: ApiRequest<'GetExecutionHistory'>,
): Promise<ApiResponse<'GetExecutionHistory'>> {
  const { executionArn } = request;
  requireArn(executionArn, 'execution');
  const events = await services.executions.history(executionArn);
  if (events === undefined) {
    throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }
  const ordered = request.reverseOrder === true ? events.toReversed() : events;
  const { items, nextToken } = page(ordered, request, 'history');
  return {
    events: request.includeExecutionData === false ? items.map(withoutData) : [...items],
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}

type Event = ApiResponse<'GetExecutionHistory'>['events'][number];

const DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

/** The event without payloads (`includeExecutionData: false`). */
function withoutData(event: Event): Event {
  const entries = Object.entries(event).map(([key, value]: [string, unknown]) => {
    if (!key.endsWith('EventDetails') || typeof value !== 'object' || value === null) return [key, value];
    const kept = Object.entries(value).filter(([member]) => !DATA.has(member));
    return [key, Object.fromEntries(kept)];
  });
  return Object.fromEntries(entries) as Event;
}
