import { ARN } from '../model/arn.ts';
import { DEFINITION } from '../model/definition.ts';
import { VERSION_DESCRIPTION } from '../model/description.ts';
import { ENCRYPTION_CONFIGURATION, type EncryptionConfiguration } from '../model/encryption-configuration.ts';
import { LOGGING_CONFIGURATION, type LoggingConfiguration } from '../model/logging-configuration.ts';
import { TRACING_CONFIGURATION, type TracingConfiguration } from '../model/tracing-configuration.ts';
import { flag, required, structure } from '../shape/describe.ts';

/** Changes a state machine. Running executions keep what they began with. */
export interface UpdateStateMachineRequest {
  readonly stateMachineArn: string;
  readonly definition?: string;
  readonly roleArn?: string;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly publish?: boolean;
  readonly versionDescription?: string;
  readonly encryptionConfiguration?: EncryptionConfiguration;
}

/** The shape of `UpdateStateMachineRequest`. */
export const UPDATE_STATE_MACHINE_REQUEST = structure<UpdateStateMachineRequest>('UpdateStateMachineInput', {
  stateMachineArn: required(ARN),
  definition: DEFINITION,
  roleArn: ARN,
  loggingConfiguration: LOGGING_CONFIGURATION,
  tracingConfiguration: TRACING_CONFIGURATION,
  publish: flag(),
  versionDescription: VERSION_DESCRIPTION,
  encryptionConfiguration: ENCRYPTION_CONFIGURATION,
});

/** The answer of UpdateStateMachine. */
export interface UpdateStateMachineResponse {
  readonly updateDate: Date;
  readonly revisionId?: string;
  readonly stateMachineVersionArn?: string;
}
