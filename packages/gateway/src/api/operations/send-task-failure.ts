import { CAUSE, ERROR_NAME } from '../model/payload.ts';
import { TASK_TOKEN } from '../model/task-token.ts';
import { required, structure } from '../shape/describe.ts';

/** Reports that a task failed. */
export interface SendTaskFailureRequest {
  readonly taskToken: string;
  readonly error?: string;
  readonly cause?: string;
}

/** The shape of `SendTaskFailureRequest`. */
export const SEND_TASK_FAILURE_REQUEST = structure<SendTaskFailureRequest>('SendTaskFailureInput', {
  taskToken: required(TASK_TOKEN),
  error: ERROR_NAME,
  cause: CAUSE,
});

/** The answer of SendTaskFailure: nothing but that it is done. */
export type SendTaskFailureResponse = Readonly<Record<string, never>>;
