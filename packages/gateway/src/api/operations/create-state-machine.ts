import { ARN } from '../model/arn.ts';
import { DEFINITION } from '../model/definition.ts';
import { VERSION_DESCRIPTION } from '../model/description.ts';
import { ENCRYPTION_CONFIGURATION, type EncryptionConfiguration } from '../model/encryption-configuration.ts';
import { LOGGING_CONFIGURATION, type LoggingConfiguration } from '../model/logging-configuration.ts';
import { NAME } from '../model/name.ts';
import { STATE_MACHINE_TYPE, type StateMachineType } from '../model/state-machine-type.ts';
import { TAGS, type Tag } from '../model/tag.ts';
import { TRACING_CONFIGURATION, type TracingConfiguration } from '../model/tracing-configuration.ts';
import { flag, required, structure } from '../shape/describe.ts';

/** Creates a state machine, and with `publish` its first version. Idempotent by name and content. */
export interface CreateStateMachineRequest {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type?: StateMachineType;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tags?: readonly Tag[];
  readonly tracingConfiguration?: TracingConfiguration;
  readonly publish?: boolean;
  readonly versionDescription?: string;
  readonly encryptionConfiguration?: EncryptionConfiguration;
}

/** The shape of `CreateStateMachineRequest`. */
export const CREATE_STATE_MACHINE_REQUEST = structure<CreateStateMachineRequest>('CreateStateMachineInput', {
  name: required(NAME),
  definition: required(DEFINITION),
  roleArn: required(ARN),
  type: STATE_MACHINE_TYPE,
  loggingConfiguration: LOGGING_CONFIGURATION,
  tags: TAGS,
  tracingConfiguration: TRACING_CONFIGURATION,
  publish: flag(),
  versionDescription: VERSION_DESCRIPTION,
  encryptionConfiguration: ENCRYPTION_CONFIGURATION,
});

/** The answer of CreateStateMachine. */
export interface CreateStateMachineResponse {
  readonly stateMachineArn: string;
  readonly creationDate: Date;
  readonly stateMachineVersionArn?: string;
}
