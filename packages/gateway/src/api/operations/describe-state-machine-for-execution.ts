import { ARN } from '../model/arn.ts';
import type { EncryptionConfiguration } from '../model/encryption-configuration.ts';
import { INCLUDED_DATA, type IncludedData } from '../model/included-data.ts';
import type { LoggingConfiguration } from '../model/logging-configuration.ts';
import type { TracingConfiguration } from '../model/tracing-configuration.ts';
import { required, structure } from '../shape/describe.ts';

/** The state machine as it was when the execution began. */
export interface DescribeStateMachineForExecutionRequest {
  readonly executionArn: string;
  readonly includedData?: IncludedData;
}

/** The shape of `DescribeStateMachineForExecutionRequest`. */
export const DESCRIBE_STATE_MACHINE_FOR_EXECUTION_REQUEST =
  structure<DescribeStateMachineForExecutionRequest>('DescribeStateMachineForExecutionInput', {
    executionArn: required(ARN),
    includedData: INCLUDED_DATA,
  });

/** The answer of DescribeStateMachineForExecution. */
export interface DescribeStateMachineForExecutionResponse {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly updateDate: Date;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly mapRunArn?: string;
  readonly label?: string;
  readonly revisionId?: string;
  readonly encryptionConfiguration?: EncryptionConfiguration;
  readonly variableReferences?: Readonly<Record<string, readonly string[]>>;
}
