import { ARN } from '../model/arn.ts';
import type { EncryptionConfiguration } from '../model/encryption-configuration.ts';
import { INCLUDED_DATA, type IncludedData } from '../model/included-data.ts';
import type { LoggingConfiguration } from '../model/logging-configuration.ts';
import type { StateMachineStatus, StateMachineType } from '../model/state-machine-type.ts';
import type { TracingConfiguration } from '../model/tracing-configuration.ts';
import { required, structure } from '../shape/describe.ts';

/** The content of a state machine, of a version or of what an alias names. */
export interface DescribeStateMachineRequest {
  readonly stateMachineArn: string;
  readonly includedData?: IncludedData;
}

/** The shape of `DescribeStateMachineRequest`. */
export const DESCRIBE_STATE_MACHINE_REQUEST = structure<DescribeStateMachineRequest>(
  'DescribeStateMachineInput',
  {
    stateMachineArn: required(ARN),
    includedData: INCLUDED_DATA,
  },
);

/** The answer of DescribeStateMachine. */
export interface DescribeStateMachineResponse {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status?: StateMachineStatus;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: StateMachineType;
  readonly creationDate: Date;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly label?: string;
  readonly revisionId?: string;
  readonly description?: string;
  readonly encryptionConfiguration?: EncryptionConfiguration;
  readonly variableReferences?: Readonly<Record<string, readonly string[]>>;
}
