import { ARN } from '../model/arn.ts';
import { CAUSE, ERROR_NAME } from '../model/payload.ts';
import { required, structure } from '../shape/describe.ts';

/** Aborts a Standard execution. */
export interface StopExecutionRequest {
  readonly executionArn: string;
  readonly error?: string;
  readonly cause?: string;
}

/** The shape of `StopExecutionRequest`. */
export const STOP_EXECUTION_REQUEST = structure<StopExecutionRequest>('StopExecutionInput', {
  executionArn: required(ARN),
  error: ERROR_NAME,
  cause: CAUSE,
});

/** The answer of StopExecution. */
export interface StopExecutionResponse {
  readonly stopDate: Date;
}
