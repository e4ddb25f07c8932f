import { ARN } from '../model/arn.ts';
import type { ExecutionDataDetails } from '../model/execution-data-details.ts';
import type { ExecutionStatus } from '../model/execution-status.ts';
import { INCLUDED_DATA, type IncludedData } from '../model/included-data.ts';
import type { ExecutionRedriveStatus } from '../model/redrive.ts';
import { required, structure } from '../shape/describe.ts';

/** Status, input and result of one Standard execution. */
export interface DescribeExecutionRequest {
  readonly executionArn: string;
  readonly includedData?: IncludedData;
}

/** The shape of `DescribeExecutionRequest`. */
export const DESCRIBE_EXECUTION_REQUEST = structure<DescribeExecutionRequest>('DescribeExecutionInput', {
  executionArn: required(ARN),
  includedData: INCLUDED_DATA,
});

/** The answer of DescribeExecution. */
export interface DescribeExecutionResponse {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly input?: string;
  readonly inputDetails?: ExecutionDataDetails;
  readonly output?: string;
  readonly outputDetails?: ExecutionDataDetails;
  readonly traceHeader?: string;
  readonly mapRunArn?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly redriveCount?: number;
  readonly redriveDate?: Date;
  readonly redriveStatus?: ExecutionRedriveStatus;
  readonly redriveStatusReason?: string;
}
