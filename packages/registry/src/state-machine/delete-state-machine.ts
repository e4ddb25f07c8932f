import type { ApiRequest } from '@edgestep/gateway';
import { stateMachineKey } from '@edgestep/shared';

import { requireArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryView } from '../registry-view.ts';

/**
 * Deletes a state machine with its versions and aliases; one that is not there is no error. Its revisions stay:
 * open executions go on with them.
 */
export function deleteStateMachine(
  view: RegistryView,
  request: ApiRequest<'DeleteStateMachine'>,
): RegistryChange<Record<never, never>> {
  const { name } = requireArn(request.stateMachineArn, 'stateMachine');
  const there = view.stateMachine(name) !== undefined;
  return { writes: there ? [{ kind: 'delete', key: stateMachineKey(name) }] : [], response: {} };
}
