import type { PageInput } from './state-machine-shapes.ts';

export interface PublishStateMachineVersionInput {
  readonly stateMachineArn: string;
  /** Publish only if this is still the current revision. */
  readonly revisionId?: string;
  readonly description?: string;
}

export interface PublishStateMachineVersionOutput {
  readonly stateMachineVersionArn: string;
  readonly creationDate: Date;
}

export interface ListStateMachineVersionsInput extends PageInput {
  readonly stateMachineArn: string;
}

export interface ListStateMachineVersionsOutput {
  readonly stateMachineVersions: readonly {
    readonly stateMachineVersionArn: string;
    readonly creationDate: Date;
  }[];
  readonly nextToken?: string;
}

/** A share of the executions that an alias starts; the one or two weights of an alias add up to 100. */
export interface RoutingConfigurationItem {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

export interface CreateStateMachineAliasInput {
  readonly name: string;
  readonly description?: string;
  readonly routingConfiguration: readonly RoutingConfigurationItem[];
}

export interface CreateStateMachineAliasOutput {
  readonly stateMachineAliasArn: string;
  readonly creationDate: Date;
}

export interface UpdateStateMachineAliasInput {
  readonly stateMachineAliasArn: string;
  readonly description?: string;
  readonly routingConfiguration?: readonly RoutingConfigurationItem[];
}

export interface DescribeStateMachineAliasOutput {
  readonly stateMachineAliasArn?: string;
  readonly name?: string;
  readonly description?: string;
  readonly routingConfiguration?: readonly RoutingConfigurationItem[];
  readonly creationDate?: Date;
  readonly updateDate?: Date;
}

export interface ListStateMachineAliasesInput extends PageInput {
  readonly stateMachineArn: string;
}

export interface ListStateMachineAliasesOutput {
  readonly stateMachineAliases: readonly {
    readonly stateMachineAliasArn: string;
    readonly creationDate: Date;
  }[];
  readonly nextToken?: string;
}
