import { ARN } from '../model/arn.ts';
import { PAGE_SIZE, PAGE_TOKEN } from '../model/paging.ts';
import { required, structure } from '../shape/describe.ts';

/** The Map runs that an execution started, a page at a time. */
export interface ListMapRunsRequest {
  readonly executionArn: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** The shape of `ListMapRunsRequest`. */
export const LIST_MAP_RUNS_REQUEST = structure<ListMapRunsRequest>('ListMapRunsInput', {
  executionArn: required(ARN),
  maxResults: PAGE_SIZE,
  nextToken: PAGE_TOKEN,
});

/** The answer of ListMapRuns. */
export interface ListMapRunsResponse {
  readonly mapRuns: readonly MapRunListItem[];
  readonly nextToken?: string;
}

/** One entry of the answer. */
interface MapRunListItem {
  readonly executionArn: string;
  readonly mapRunArn: string;
  readonly stateMachineArn: string;
  readonly startDate: Date;
  readonly stopDate?: Date;
}
