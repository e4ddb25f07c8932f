import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, stateMachineKey, type StateMachineAlias } from '@edgestep/shared';

import type { RegistryChange } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireAlias } from './require-alias.ts';
import { resolveRouting } from './routing.ts';

/** Leads an alias elsewhere, or describes it anew. */
export function updateStateMachineAlias(
  view: RegistryView,
  request: ApiRequest<'UpdateStateMachineAlias'>,
  context: RegistryContext,
): RegistryChange<ApiResponse<'UpdateStateMachineAlias'>> {
  if (request.description === undefined && request.routingConfiguration === undefined) {
    throw new ApiError(
      'ValidationException',
      'Either description or routingConfiguration must be specified.',
      {
        reason: 'MISSING_REQUIRED_PARAMETER',
      },
    );
  }
  const { record, alias } = requireAlias(view, request.stateMachineAliasArn);
  const routing = request.routingConfiguration && resolveRouting(view, request.routingConfiguration);
  if (routing !== undefined && routing.stateMachine !== record.name) {
    throw new ApiError(
      'ValidationException',
      'Routing configuration must contain versions of the alias’s state machine.',
      {
        reason: 'INVALID_ROUTING_CONFIGURATION',
      },
    );
  }
  const updated: StateMachineAlias = {
    ...alias,
    updatedAt: context.now,
    routing: routing?.routing ?? alias.routing,
    ...(request.description === undefined ? {} : { description: request.description }),
  };
  const aliases = record.aliases.map((candidate) => (candidate.name === alias.name ? updated : candidate));
  return {
    writes: [{ kind: 'put', key: stateMachineKey(record.name), record: { ...record, aliases } }],
    response: { updateDate: new Date(context.now) },
  };
}
