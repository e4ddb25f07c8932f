import { ALIAS_DESCRIPTION } from '../model/description.ts';
import { ALIAS_NAME } from '../model/name.ts';
import { ROUTING_CONFIGURATION, type RoutingConfigurationListItem } from '../model/routing-configuration.ts';
import { required, structure } from '../shape/describe.ts';

/** Creates an alias that routes to one or two versions of a state machine. */
export interface CreateStateMachineAliasRequest {
  readonly description?: string;
  readonly name: string;
  readonly routingConfiguration: readonly RoutingConfigurationListItem[];
}

/** The shape of `CreateStateMachineAliasRequest`. */
export const CREATE_STATE_MACHINE_ALIAS_REQUEST = structure<CreateStateMachineAliasRequest>(
  'CreateStateMachineAliasInput',
  {
    description: ALIAS_DESCRIPTION,
    name: required(ALIAS_NAME),
    routingConfiguration: required(ROUTING_CONFIGURATION),
  },
);

/** The answer of CreateStateMachineAlias. */
export interface CreateStateMachineAliasResponse {
  readonly stateMachineAliasArn: string;
  readonly creationDate: Date;
}
