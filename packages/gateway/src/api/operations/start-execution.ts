import { ARN } from '../model/arn.ts';
import type { ExecutionStatus } from '../model/execution-status.ts';
import { NAME } from '../model/name.ts';
import { PAYLOAD } from '../model/payload.ts';
import { TRACE_HEADER } from '../model/trace-header.ts';
import { required, structure } from '../shape/describe.ts';

/** Starts an execution. For Standard it is idempotent by name and input while the execution runs. */
export interface StartExecutionRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/** The shape of `StartExecutionRequest`. */
export const START_EXECUTION_REQUEST = structure<StartExecutionRequest>('StartExecutionInput', {
  stateMachineArn: required(ARN),
  name: NAME,
  input: PAYLOAD,
  traceHeader: TRACE_HEADER,
});

/**
 * The answer of StartExecution. Where the caller preferred to wait for the end and it came in time, it says how the
 * execution ended, in the words of DescribeExecution; AWS has no such members, and its SDKs pass over them.
 */
export interface StartExecutionResponse {
  readonly executionArn: string;
  readonly startDate: Date;
  readonly status?: ExecutionStatus;
  readonly stopDate?: Date;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}
