import { ARN, LONG_ARN } from '../model/arn.ts';
import { EXECUTION_STATUS, type ExecutionStatus } from '../model/execution-status.ts';
import { EXECUTIONS_PAGE_TOKEN, PAGE_SIZE } from '../model/paging.ts';
import { EXECUTION_REDRIVE_FILTER, type ExecutionRedriveFilter } from '../model/redrive.ts';
import { structure } from '../shape/describe.ts';

/** Executions of a state machine or of a Map run, newest first, a page at a time. */
export interface ListExecutionsRequest {
  readonly stateMachineArn?: string;
  readonly statusFilter?: ExecutionStatus;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly mapRunArn?: string;
  readonly redriveFilter?: ExecutionRedriveFilter;
}

/** The shape of `ListExecutionsRequest`. */
export const LIST_EXECUTIONS_REQUEST = structure<ListExecutionsRequest>('ListExecutionsInput', {
  stateMachineArn: ARN,
  statusFilter: EXECUTION_STATUS,
  maxResults: PAGE_SIZE,
  nextToken: EXECUTIONS_PAGE_TOKEN,
  mapRunArn: LONG_ARN,
  redriveFilter: EXECUTION_REDRIVE_FILTER,
});

/** The answer of ListExecutions. */
export interface ListExecutionsResponse {
  readonly executions: readonly ExecutionListItem[];
  readonly nextToken?: string;
}

/** One entry of the answer. */
interface ExecutionListItem {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly mapRunArn?: string;
  readonly itemCount?: number;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveCount?: number;
  readonly redriveDate?: Date;
}
