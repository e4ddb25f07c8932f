import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import {
  ApiError,
  requireRoleArn,
  revisionKey,
  stateMachineKey,
  type RevisionRecord,
  type StateMachineRecord,
} from '@edgestep/shared';

import { stateMachineArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireName } from '../resource-name.ts';
import { tagsOf } from '../tags/tag-list.ts';
import { checkDefinition } from './check-definition.ts';
import { CONFIGURATIONS_DEFAULT, resolveConfigurations, sameConfiguration } from './configurations.ts';
import { requireKept } from './require-state-machine.ts';

type Request = ApiRequest<'CreateStateMachine'>;
type Response = ApiResponse<'CreateStateMachine'>;

/**
 * Creates a state machine. Repeating a call with the same definition, type, settings and version answers what
 * the first one did; role and tags do not count (API reference, CreateStateMachine).
 */
export function createStateMachine(
  view: RegistryView,
  request: Request,
  context: RegistryContext,
): RegistryChange<Response> {
  const name = requireName(request.name);
  if (request.versionDescription !== undefined && request.publish !== true) {
    throw new ApiError('ValidationException', 'Version description can only be set when publish is true');
  }
  const type = request.type ?? 'STANDARD';
  checkDefinition(request.definition, type);
  const settings = resolveConfigurations(request, CONFIGURATIONS_DEFAULT);
  const revision: RevisionRecord = {
    kind: 'revision',
    revisionId: context.uuid(),
    stateMachine: name,
    type,
    createdAt: context.now,
    definition: request.definition,
    roleArn: requireRoleArn(request.roleArn),
    ...settings,
  };
  const existing = view.stateMachine(name);
  if (existing !== undefined) return repeated(view, existing, revision, request, context);
  const record = newRecord(revision, request, context);
  return {
    writes: [
      { kind: 'put', key: revisionKey(revision.revisionId), record: revision },
      { kind: 'put', key: stateMachineKey(name), record },
    ],
    response: answer(record, context),
  };
}

function newRecord(revision: RevisionRecord, request: Request, context: RegistryContext): StateMachineRecord {
  const versions =
    request.publish === true
      ? [
          {
            version: 1,
            revisionId: revision.revisionId,
            createdAt: context.now,
            ...(request.versionDescription === undefined ? {} : { description: request.versionDescription }),
          },
        ]
      : [];
  return {
    kind: 'state-machine',
    name: revision.stateMachine,
    type: revision.type,
    createdAt: context.now,
    updatedAt: context.now,
    revisionId: revision.revisionId,
    firstRevisionId: revision.revisionId,
    versions,
    nextVersion: versions.length + 1,
    aliases: [],
    tags: tagsOf(request.tags ?? []),
  };
}

function repeated(
  view: RegistryView,
  existing: StateMachineRecord,
  wanted: RevisionRecord,
  request: Request,
  context: RegistryContext,
): RegistryChange<Response> {
  requireKept(existing, stateMachineArn(context, existing.name));
  const there = view.revision(existing.revisionId);
  const same =
    there !== undefined &&
    existing.type === wanted.type &&
    there.definition === wanted.definition &&
    sameConfiguration(there.loggingConfiguration, wanted.loggingConfiguration) &&
    sameConfiguration(there.tracingConfiguration, wanted.tracingConfiguration) &&
    sameConfiguration(there.encryptionConfiguration, wanted.encryptionConfiguration) &&
    (request.publish === true) === existing.versions.length > 0 &&
    (request.publish !== true || existing.versions[0]?.description === request.versionDescription);
  if (same) return { writes: [], response: answer(existing, context) };
  const arn = stateMachineArn(context, existing.name);
  throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
}

function answer(record: StateMachineRecord, context: RegistryContext): Response {
  const version = record.versions[0]?.version;
  return {
    stateMachineArn: stateMachineArn(context, record.name),
    creationDate: new Date(record.createdAt),
    ...(version === undefined
      ? {}
      : { stateMachineVersionArn: stateMachineArn(context, record.name, version) }),
  };
}
