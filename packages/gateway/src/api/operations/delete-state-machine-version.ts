import { LONG_ARN } from '../model/arn.ts';
import { required, structure } from '../shape/describe.ts';

/** Removes a version that no alias refers to. Executions that it started go on. */
export interface DeleteStateMachineVersionRequest {
  readonly stateMachineVersionArn: string;
}

/** The shape of `DeleteStateMachineVersionRequest`. */
export const DELETE_STATE_MACHINE_VERSION_REQUEST = structure<DeleteStateMachineVersionRequest>(
  'DeleteStateMachineVersionInput',
  {
    stateMachineVersionArn: required(LONG_ARN),
  },
);

/** The answer of DeleteStateMachineVersion: nothing but that it is done. */
export type DeleteStateMachineVersionResponse = Readonly<Record<string, never>>;
