import { ARN } from '../model/arn.ts';
import { CLIENT_TOKEN } from '../model/client-token.ts';
import { required, structure } from '../shape/describe.ts';

/** Continues an unsuccessful Standard execution from the step that failed. */
export interface RedriveExecutionRequest {
  readonly executionArn: string;
  readonly clientToken?: string;
}

/** The shape of `RedriveExecutionRequest`. */
export const REDRIVE_EXECUTION_REQUEST = structure<RedriveExecutionRequest>('RedriveExecutionInput', {
  executionArn: required(ARN),
  clientToken: CLIENT_TOKEN,
});

/** The answer of RedriveExecution. */
export interface RedriveExecutionResponse {
  readonly redriveDate: Date;
}
