import type { ApiRequest } from '@edgestep/gateway';
import { stateMachineKey } from '@edgestep/shared';

import type { RegistryChange } from '../registry-change.ts';
import type { RegistryView } from '../registry-view.ts';
import { findAlias } from './require-alias.ts';

/** Deletes an alias; one that is not there is no error. */
export function deleteStateMachineAlias(
  view: RegistryView,
  request: ApiRequest<'DeleteStateMachineAlias'>,
): RegistryChange<Record<never, never>> {
  const found = findAlias(view, request.stateMachineAliasArn);
  if (found === undefined) return { writes: [], response: {} };
  const { record, alias } = found;
  const aliases = record.aliases.filter((candidate) => candidate.name !== alias.name);
  return {
    writes: [{ kind: 'put', key: stateMachineKey(record.name), record: { ...record, aliases } }],
    response: {},
  };
}
