import type { JsonObject } from '@edgestep/shared';

/** STANDARD executions are durable and may last a year; EXPRESS ones live in memory and end within five minutes. */
export type StateMachineType = 'STANDARD' | 'EXPRESS';

export type StateMachineStatus = 'ACTIVE' | 'DELETING';

/** A key and a value; a resource has at most 50. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a page of a listing takes: an opaque token of the page before, and the most items wanted. */
export interface PageInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface LoggingConfiguration {
  readonly level?: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly includeExecutionData?: boolean;
  readonly destinations?: readonly JsonObject[];
}

export interface TracingConfiguration {
  readonly enabled?: boolean;
}

interface StateMachineSettings {
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly encryptionConfiguration?: JsonObject;
  /** Publish this content as a version. */
  readonly publish?: boolean;
  readonly versionDescription?: string;
}

export interface CreateStateMachineInput extends StateMachineSettings {
  readonly name: string;
  /** The definition in the Amazon States Language, as JSON text of at most 1 MB. */
  readonly definition: string;
  readonly roleArn: string;
  readonly type?: StateMachineType;
  readonly tags?: readonly Tag[];
}

export interface CreateStateMachineOutput {
  readonly stateMachineArn: string;
  readonly creationDate: Date;
  readonly stateMachineVersionArn?: string;
}

export interface UpdateStateMachineInput extends StateMachineSettings {
  readonly stateMachineArn: string;
  readonly definition?: string;
  readonly roleArn?: string;
}

export interface UpdateStateMachineOutput {
  readonly updateDate: Date;
  readonly revisionId?: string;
  readonly stateMachineVersionArn?: string;
}

export interface DescribeStateMachineInput {
  readonly stateMachineArn: string;
  readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
}

export interface DescribeStateMachineOutput {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: StateMachineStatus;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: StateMachineType;
  readonly creationDate: Date;
  readonly label?: string;
  readonly revisionId?: string;
  readonly description?: string;
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly encryptionConfiguration?: JsonObject;
  readonly variableReferences?: Readonly<Record<string, readonly string[]>>;
}

export interface DescribeStateMachineForExecutionInput {
  readonly executionArn: string;
  readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
}

export interface DescribeStateMachineForExecutionOutput extends Omit<
  DescribeStateMachineOutput,
  'status' | 'type' | 'creationDate' | 'description'
> {
  readonly updateDate: Date;
  readonly mapRunArn?: string;
}

export interface StateMachineListItem {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly creationDate: Date;
}

export interface ListStateMachinesOutput {
  readonly stateMachines: readonly StateMachineListItem[];
  readonly nextToken?: string;
}

export interface ValidateStateMachineDefinitionInput {
  readonly definition: string;
  readonly type?: StateMachineType;
  readonly severity?: 'ERROR' | 'WARNING';
  readonly maxResults?: number;
}

export interface DefinitionDiagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** A JSON pointer into the definition. */
  readonly location?: string;
}

export interface ValidateStateMachineDefinitionOutput {
  readonly result: 'OK' | 'FAIL';
  readonly diagnostics: readonly DefinitionDiagnostic[];
  readonly truncated?: boolean;
}
