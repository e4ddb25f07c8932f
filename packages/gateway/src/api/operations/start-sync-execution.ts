import { ARN } from '../model/arn.ts';
import type { BillingDetails } from '../model/billing-details.ts';
import type { ExecutionDataDetails } from '../model/execution-data-details.ts';
import type { SyncExecutionStatus } from '../model/execution-status.ts';
import { INCLUDED_DATA, type IncludedData } from '../model/included-data.ts';
import { NAME } from '../model/name.ts';
import { PAYLOAD } from '../model/payload.ts';
import { TRACE_HEADER } from '../model/trace-header.ts';
import { required, structure } from '../shape/describe.ts';

/** Runs an Express execution and answers with its result. */
export interface StartSyncExecutionRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
  readonly includedData?: IncludedData;
}

/** The shape of `StartSyncExecutionRequest`. */
export const START_SYNC_EXECUTION_REQUEST = structure<StartSyncExecutionRequest>('StartSyncExecutionInput', {
  stateMachineArn: required(ARN),
  name: NAME,
  input: PAYLOAD,
  traceHeader: TRACE_HEADER,
  includedData: INCLUDED_DATA,
});

/** The answer of StartSyncExecution. */
export interface StartSyncExecutionResponse {
  readonly executionArn: string;
  readonly stateMachineArn?: string;
  readonly name?: string;
  readonly startDate: Date;
  readonly stopDate: Date;
  readonly status: SyncExecutionStatus;
  readonly error?: string;
  readonly cause?: string;
  readonly input?: string;
  readonly inputDetails?: ExecutionDataDetails;
  readonly output?: string;
  readonly outputDetails?: ExecutionDataDetails;
  readonly traceHeader?: string;
  readonly billingDetails?: BillingDetails;
}
