import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, stateMachineKey, type StateMachineAlias } from '@edgestep/shared';

import { stateMachineArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireKept } from '../state-machine/require-state-machine.ts';
import { referencesNothing } from './require-alias.ts';
import { resolveRouting } from './routing.ts';

const ALIASES_MAX = 100;

/** Creates an alias; the same call again answers what the first one did, another content is a conflict. */
export function createStateMachineAlias(
  view: RegistryView,
  request: ApiRequest<'CreateStateMachineAlias'>,
  context: RegistryContext,
): RegistryChange<ApiResponse<'CreateStateMachineAlias'>> {
  const { stateMachine, routing } = resolveRouting(view, request.routingConfiguration);
  const record = view.stateMachine(stateMachine);
  if (record === undefined) throw referencesNothing(stateMachineArn(context, stateMachine));
  requireKept(record, stateMachineArn(context, stateMachine));
  const existing = record.aliases.find((alias) => alias.name === request.name);
  const alias: StateMachineAlias = existing ?? {
    name: request.name,
    createdAt: context.now,
    updatedAt: context.now,
    routing,
    ...(request.description === undefined ? {} : { description: request.description }),
  };
  const response = {
    stateMachineAliasArn: stateMachineArn(context, stateMachine, alias.name),
    creationDate: new Date(alias.createdAt),
  };
  if (existing !== undefined) {
    requireSame(existing, request.description, routing);
    return { writes: [], response };
  }
  if (record.aliases.length >= ALIASES_MAX) {
    throw new ApiError(
      'ServiceQuotaExceededException',
      `A state machine can have at most ${ALIASES_MAX} aliases.`,
    );
  }
  const updated = { ...record, aliases: [...record.aliases, alias] };
  return { writes: [{ kind: 'put', key: stateMachineKey(stateMachine), record: updated }], response };
}

function requireSame(
  existing: StateMachineAlias,
  description: string | undefined,
  routing: StateMachineAlias['routing'],
): void {
  const same =
    existing.description === description && JSON.stringify(existing.routing) === JSON.stringify(routing);
  if (same) return;
  throw new ApiError(
    'ConflictException',
    `Failed to create alias because an alias with the same name and a different routing configuration already exists: ${existing.name}`,
  );
}
