import { ARN } from '../model/arn.ts';
import type { RoutingConfigurationListItem } from '../model/routing-configuration.ts';
import { required, structure } from '../shape/describe.ts';

/** What is known of one alias. */
export interface DescribeStateMachineAliasRequest {
  readonly stateMachineAliasArn: string;
}

/** The shape of `DescribeStateMachineAliasRequest`. */
export const DESCRIBE_STATE_MACHINE_ALIAS_REQUEST = structure<DescribeStateMachineAliasRequest>(
  'DescribeStateMachineAliasInput',
  {
    stateMachineAliasArn: required(ARN),
  },
);

/** The answer of DescribeStateMachineAlias. */
export interface DescribeStateMachineAliasResponse {
  readonly stateMachineAliasArn?: string;
  readonly name?: string;
  readonly description?: string;
  readonly routingConfiguration?: readonly RoutingConfigurationListItem[];
  readonly creationDate?: Date;
  readonly updateDate?: Date;
}
