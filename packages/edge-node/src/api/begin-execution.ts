import { createHash } from 'node:crypto';

import type { CallContext } from '@edgestep/gateway';
import {
  requireKept,
  requireName,
  resolveStateMachine,
  stateMachineArn,
  type ResolvedStateMachine,
} from '@edgestep/registry';
import { formatArn, type Json, type ParentLink, type StartExecution } from '@edgestep/shared';

import { parseExecutionInput } from './execution-input.ts';
import { freshly } from './freshly.ts';
import type { NodeServices } from './node-services.ts';

interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string | undefined;
  readonly input?: string | undefined;
  readonly traceHeader?: string | undefined;
}

/** What a start needs besides its request. */
export interface StartOrigin {
  readonly startedBy: string;
  readonly parent?: ParentLink;
}

/**
 * Turns a start request into the command: the state machine resolved in the zone's copy (brought up to date once
 * when it is not there), the name given or made, the ARN written.
 */
export async function beginExecution(
  services: NodeServices,
  request: StartRequest,
  origin: StartOrigin,
): Promise<{ readonly command: StartExecution; readonly resolved: ResolvedStateMachine }> {
  const resolved = await freshly(services, 'StateMachineDoesNotExist', () =>
    resolveStateMachine(services.registry, request.stateMachineArn, services.random()),
  );
  requireKept(resolved.record, request.stateMachineArn);
  const name =
    request.name === undefined || request.name === '' ? services.uuid() : requireName(request.name);
  const input = parseExecutionInput(request.input);
  const { record, revision, version, alias } = resolved;
  const context = services.registryContext();
  const command: StartExecution = {
    kind: 'StartExecution',
    executionArn: executionArn(services, resolved, name),
    name,
    stateMachineArn: stateMachineArn(context, record.name),
    ...(version === undefined
      ? {}
      : { stateMachineVersionArn: stateMachineArn(context, record.name, version) }),
    ...(alias === undefined ? {} : { stateMachineAliasArn: stateMachineArn(context, record.name, alias) }),
    revisionId: revision.revisionId,
    type: record.type,
    roleArn: revision.roleArn,
    input,
    ...(origin.parent === undefined ? {} : { parent: origin.parent }),
    ...(request.traceHeader === undefined ? {} : { traceHeader: request.traceHeader }),
    startedBy: origin.startedBy,
  };
  return { command, resolved };
}

function executionArn(services: NodeServices, resolved: ResolvedStateMachine, name: string): string {
  const { record } = resolved;
  return formatArn({
    region: services.zone,
    account: services.account,
    resource:
      record.type === 'STANDARD'
        ? { type: 'execution', stateMachine: record.name, name }
        : { type: 'express', stateMachine: record.name, name, id: services.uuid() },
  });
}

/** Who started an execution, for its audit trail. */
export function startedByCaller(context: CallContext): string {
  const { principal } = context;
  return principal.kind === 'anonymous' ? 'anonymous' : `${principal.tid}/${principal.oid}`;
}

/** A name that is the same whenever the same task starts its execution again: the start stays idempotent. */
export function nameForTask(parent: ParentLink): string {
  const digest = createHash('sha256').update(`${parent.executionArn} ${parent.taskId}`).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 16)}-${digest.slice(16, 20)}-${digest.slice(20, 32)}`;
}

/** JSON text of a payload, as the API shows it. */
export function payloadText(value: Json): string {
  return JSON.stringify(value);
}
