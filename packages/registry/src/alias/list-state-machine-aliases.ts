import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

import { requireMachineArn, stateMachineArn } from '../arns.ts';
import { page } from '../listing/page.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';
import { requireKept, stateMachineDoesNotExist } from '../state-machine/require-state-machine.ts';
import { referencesNothing } from './require-alias.ts';

/** The aliases of a state machine in the order of their names; with a version's ARN, those that lead to it. */
export function listStateMachineAliases(
  view: RegistryView,
  request: ApiRequest<'ListStateMachineAliases'>,
  context: RegistryContext,
): ApiResponse<'ListStateMachineAliases'> {
  const { name, qualifier } = requireMachineArn(request.stateMachineArn);
  const record = view.stateMachine(name);
  if (record === undefined) throw stateMachineDoesNotExist(request.stateMachineArn);
  requireKept(record, request.stateMachineArn);
  if (qualifier !== undefined && !record.versions.some(({ version }) => String(version) === qualifier)) {
    throw referencesNothing(request.stateMachineArn);
  }
  const aliases = record.aliases
    .filter(
      (alias) =>
        qualifier === undefined || alias.routing.some((route) => String(route.version) === qualifier),
    )
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const { items, nextToken } = page(aliases, request, ['aliases', record.name, qualifier], context.now);
  return {
    stateMachineAliases: items.map((alias) => ({
      stateMachineAliasArn: stateMachineArn(context, record.name, alias.name),
      creationDate: new Date(alias.createdAt),
    })),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}
