import { ARN } from '../model/arn.ts';
import { ALIAS_DESCRIPTION } from '../model/description.ts';
import { ROUTING_CONFIGURATION, type RoutingConfigurationListItem } from '../model/routing-configuration.ts';
import { required, structure } from '../shape/describe.ts';

/** Changes the description or the routing of an alias. */
export interface UpdateStateMachineAliasRequest {
  readonly stateMachineAliasArn: string;
  readonly description?: string;
  readonly routingConfiguration?: readonly RoutingConfigurationListItem[];
}

/** The shape of `UpdateStateMachineAliasRequest`. */
export const UPDATE_STATE_MACHINE_ALIAS_REQUEST = structure<UpdateStateMachineAliasRequest>(
  'UpdateStateMachineAliasInput',
  {
    stateMachineAliasArn: required(ARN),
    description: ALIAS_DESCRIPTION,
    routingConfiguration: ROUTING_CONFIGURATION,
  },
);

/** The answer of UpdateStateMachineAlias. */
export interface UpdateStateMachineAliasResponse {
  readonly updateDate: Date;
}
