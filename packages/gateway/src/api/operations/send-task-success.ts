import { PAYLOAD } from '../model/payload.ts';
import { TASK_TOKEN } from '../model/task-token.ts';
import { required, structure } from '../shape/describe.ts';

/** Reports that a task succeeded. `output` is a JSON text. */
export interface SendTaskSuccessRequest {
  readonly taskToken: string;
  readonly output: string;
}

/** The shape of `SendTaskSuccessRequest`. */
export const SEND_TASK_SUCCESS_REQUEST = structure<SendTaskSuccessRequest>('SendTaskSuccessInput', {
  taskToken: required(TASK_TOKEN),
  output: required(PAYLOAD),
});

/** The answer of SendTaskSuccess: nothing but that it is done. */
export type SendTaskSuccessResponse = Readonly<Record<string, never>>;
