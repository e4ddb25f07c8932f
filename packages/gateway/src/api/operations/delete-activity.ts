import { ARN } from '../model/arn.ts';
import { required, structure } from '../shape/describe.ts';

/** Removes an activity. Deleting what does not exist succeeds. */
export interface DeleteActivityRequest {
  readonly activityArn: string;
}

/** The shape of `DeleteActivityRequest`. */
export const DELETE_ACTIVITY_REQUEST = structure<DeleteActivityRequest>('DeleteActivityInput', {
  activityArn: required(ARN),
});

/** The answer of DeleteActivity: nothing but that it is done. */
export type DeleteActivityResponse = Readonly<Record<string, never>>;
