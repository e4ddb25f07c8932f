import { compileAcceptedDefinition, mapLabels, parseDefinition, variableReferences } from '@edgestep/asl';
import type { ApiRequest, ApiResponse, EncryptionConfiguration } from '@edgestep/gateway';
import type { RevisionRecord, StateMachineRecord } from '@edgestep/shared';

import { requireArn, stateMachineArn } from '../arns.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { resolveStateMachine, stateMachineDoesNotExist } from './require-state-machine.ts';

/**
 * DescribeStateMachine of a state machine, a version or an alias. The executions of a distributed Map's children name
 * as their state machine one with the Map's label: what it describes is the state machine that the Map stands in.
 */
export function describeStateMachine(
  view: RegistryView,
  request: ApiRequest<'DescribeStateMachine'>,
  context: RegistryContext,
): ApiResponse<'DescribeStateMachine'> {
  const { name, label, qualifier } = requireArn(request.stateMachineArn, 'stateMachine');
  const described = label === undefined ? request.stateMachineArn : stateMachineArn(context, name);
  const { record, revision, version, alias } = resolveStateMachine(view, described, 0);
  if (label !== undefined && (qualifier !== undefined || !labelsOf(revision).has(label))) {
    throw stateMachineDoesNotExist(request.stateMachineArn);
  }
  const published = record.versions.find((candidate) => candidate.version === version);
  const arn = stateMachineArn(context, record.name, alias ?? version);
  return {
    stateMachineArn: label === undefined ? arn : `${arn}/${label}`,
    name: record.name,
    status: record.deletingSince === undefined ? 'ACTIVE' : 'DELETING',
    type: record.type,
    creationDate: new Date(published?.createdAt ?? record.createdAt),
    ...(label === undefined ? {} : { label }),
    ...(published?.description === undefined ? {} : { description: published.description }),
    ...describeRevision(record, revision, request.includedData),
  };
}

function labelsOf({ definition, revisionId }: RevisionRecord): ReadonlySet<string> {
  const compiled = compileAcceptedDefinition(definition);
  return compiled.kind === 'refused' ? new Set() : mapLabels(compiled.machine, revisionId);
}

/** The members that DescribeStateMachine and DescribeStateMachineForExecution share. */
export type RevisionDescription = Pick<
  ApiResponse<'DescribeStateMachine'>,
  | 'definition'
  | 'roleArn'
  | 'loggingConfiguration'
  | 'tracingConfiguration'
  | 'encryptionConfiguration'
  | 'revisionId'
  | 'variableReferences'
>;

/** What METADATA_ONLY shows in the place of a definition (API reference, DescribeStateMachine). */
const NO_DEFINITION = '{}';

/**
 * Describes the content of a state machine. `record` tells whether its revision id is one that the API shows;
 * `includedData` METADATA_ONLY leaves out what the definition says.
 */
export function describeRevision(
  record: StateMachineRecord | undefined,
  revision: RevisionRecord,
  includedData: 'ALL_DATA' | 'METADATA_ONLY' = 'ALL_DATA',
): RevisionDescription {
  const isWhole = includedData === 'ALL_DATA';
  const references = isWhole ? referencesOf(revision) : {};
  return {
    definition: isWhole ? revision.definition : NO_DEFINITION,
    roleArn: revision.roleArn,
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: revision.tracingConfiguration,
    ...(revision.encryptionConfiguration === undefined
      ? {}
      : { encryptionConfiguration: revision.encryptionConfiguration as unknown as EncryptionConfiguration }),
    ...(record?.firstRevisionId === revision.revisionId ? {} : { revisionId: revision.revisionId }),
    ...(Object.keys(references).length === 0 ? {} : { variableReferences: references }),
  };
}

type References = Readonly<Record<string, string[]>>;

/** A revision never changes: its definition is read once, however often it is described. */
const knownReferences = new WeakMap<RevisionRecord, References>();

function referencesOf(revision: RevisionRecord): References {
  const known = knownReferences.get(revision);
  if (known !== undefined) return known;
  const references = readReferences(revision.definition);
  knownReferences.set(revision, references);
  return references;
}

function readReferences(definition: string): References {
  const parsed = parseDefinition(definition);
  if (parsed.kind === 'refused') return {};
  return Object.fromEntries(
    Object.entries(variableReferences(parsed.definition)).map(([state, names]) => [state, [...names]]),
  );
}
