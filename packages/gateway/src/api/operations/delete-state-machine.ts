import { ARN } from '../model/arn.ts';
import { required, structure } from '../shape/describe.ts';

/** Begins the deletion of a state machine with its versions and aliases. */
export interface DeleteStateMachineRequest {
  readonly stateMachineArn: string;
}

/** The shape of `DeleteStateMachineRequest`. */
export const DELETE_STATE_MACHINE_REQUEST = structure<DeleteStateMachineRequest>('DeleteStateMachineInput', {
  stateMachineArn: required(ARN),
});

/** The answer of DeleteStateMachine: nothing but that it is done. */
export type DeleteStateMachineResponse = Readonly<Record<string, never>>;
