import { ARN } from '../model/arn.ts';
import type { HistoryEvent } from '../model/history-event.ts';
import { PAGE_SIZE, PAGE_TOKEN } from '../model/paging.ts';
import { flag, required, structure } from '../shape/describe.ts';

/** The events of one Standard execution, a page at a time. */
export interface GetExecutionHistoryRequest {
  readonly executionArn: string;
  readonly maxResults?: number;
  readonly reverseOrder?: boolean;
  readonly nextToken?: string;
  readonly includeExecutionData?: boolean;
}

/** The shape of `GetExecutionHistoryRequest`. */
export const GET_EXECUTION_HISTORY_REQUEST = structure<GetExecutionHistoryRequest>(
  'GetExecutionHistoryInput',
  {
    executionArn: required(ARN),
    maxResults: PAGE_SIZE,
    reverseOrder: flag(),
    nextToken: PAGE_TOKEN,
    includeExecutionData: flag(),
  },
);

/** The answer of GetExecutionHistory. */
export interface GetExecutionHistoryResponse {
  readonly events: readonly HistoryEvent[];
  readonly nextToken?: string;
}
