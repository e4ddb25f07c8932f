import { ARN } from '../model/arn.ts';
import { required, structure } from '../shape/describe.ts';

/** Removes an alias. Executions that it started go on. */
export interface DeleteStateMachineAliasRequest {
  readonly stateMachineAliasArn: string;
}

/** The shape of `DeleteStateMachineAliasRequest`. */
export const DELETE_STATE_MACHINE_ALIAS_REQUEST = structure<DeleteStateMachineAliasRequest>(
  'DeleteStateMachineAliasInput',
  {
    stateMachineAliasArn: required(ARN),
  },
);

/** The answer of DeleteStateMachineAlias: nothing but that it is done. */
export type DeleteStateMachineAliasResponse = Readonly<Record<string, never>>;
