import { ARN } from '../model/arn.ts';
import { NAME } from '../model/name.ts';
import { required, structure } from '../shape/describe.ts';

/** A long poll for the next task of an activity: up to 60 s, then an answer without a token. */
export interface GetActivityTaskRequest {
  readonly activityArn: string;
  readonly workerName?: string;
}

/** The shape of `GetActivityTaskRequest`. */
export const GET_ACTIVITY_TASK_REQUEST = structure<GetActivityTaskRequest>('GetActivityTaskInput', {
  activityArn: required(ARN),
  workerName: NAME,
});

/** The answer of GetActivityTask. */
export interface GetActivityTaskResponse {
  readonly taskToken?: string;
  readonly input?: string;
}
