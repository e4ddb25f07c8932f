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
import type { RegistryChange, RegistryWrite } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { publishVersion } from '../version/publish-version.ts';
import { checkDefinition } from './check-definition.ts';
import { resolveConfigurations, sameConfiguration, type Configurations } from './configurations.ts';
import { requireKept, requireStateMachine, stateMachineDoesNotExist } from './require-state-machine.ts';

type Request = ApiRequest<'UpdateStateMachine'>;
type Response = ApiResponse<'UpdateStateMachine'>;

/** Gives a state machine new content. Open executions keep theirs; an update that changes nothing makes no revision. */
export function updateStateMachine(
  view: RegistryView,
  request: Request,
  context: RegistryContext,
): RegistryChange<Response> {
  const record = requireKept(requireStateMachine(view, request.stateMachineArn), request.stateMachineArn);
  requireSomething(request);
  if (request.versionDescription !== undefined && request.publish !== true) {
    throw new ApiError('ValidationException', 'Version description can only be set when publish is true');
  }
  const current = view.revision(record.revisionId);
  if (current === undefined) throw stateMachineDoesNotExist(request.stateMachineArn);
  const revision = nextRevision(current, request, context);
  const writes: RegistryWrite[] = [];
  let updated: StateMachineRecord = { ...record, updatedAt: context.now };
  if (!sameContent(current, revision)) {
    writes.push({ kind: 'put', key: revisionKey(revision.revisionId), record: revision });
    updated = { ...updated, revisionId: revision.revisionId };
  }
  let version: number | undefined;
  if (request.publish === true) {
    ({ record: updated, version } = publishVersion(updated, request.versionDescription, context));
  }
  writes.push({ kind: 'put', key: stateMachineKey(record.name), record: updated });
  return { writes, response: answer(updated, version, context) };
}

function requireSomething(request: Request): void {
  const given = [
    request.definition,
    request.roleArn,
    request.loggingConfiguration,
    request.tracingConfiguration,
    request.encryptionConfiguration,
  ].some((member) => member !== undefined);
  // To publish what is there already is PublishStateMachineVersion (API reference: MissingRequiredParameter).
  if (given) return;
  throw new ApiError(
    'MissingRequiredParameter',
    'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  );
}

function nextRevision(current: RevisionRecord, request: Request, context: RegistryContext): RevisionRecord {
  if (request.definition !== undefined) checkDefinition(request.definition, current.type);
  return {
    ...current,
    revisionId: context.uuid(),
    createdAt: context.now,
    definition: request.definition ?? current.definition,
    roleArn: request.roleArn === undefined ? current.roleArn : requireRoleArn(request.roleArn),
    ...resolveConfigurations(request, current as Configurations),
  };
}

function sameContent(left: RevisionRecord, right: RevisionRecord): boolean {
  return (
    left.definition === right.definition &&
    left.roleArn === right.roleArn &&
    sameConfiguration(left.loggingConfiguration, right.loggingConfiguration) &&
    sameConfiguration(left.tracingConfiguration, right.tracingConfiguration) &&
    sameConfiguration(left.encryptionConfiguration, right.encryptionConfiguration)
  );
}

function answer(record: StateMachineRecord, version: number | undefined, context: RegistryContext): Response {
  return {
    updateDate: new Date(record.updatedAt),
    ...(record.revisionId === record.firstRevisionId ? {} : { revisionId: record.revisionId }),
    ...(version === undefined
      ? {}
      : { stateMachineVersionArn: stateMachineArn(context, record.name, version) }),
  };
}
