import type { ApiRequest } from '@edgestep/gateway';
import { stateMachineKey } from '@edgestep/shared';

import { requireMachineArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { RegistryView } from '../registry-view.ts';

/**
 * Begins to delete a state machine: its versions and aliases are gone at once, the rest once none of its executions
 * is open (`finishDeletion`). An Express one has no executions to wait for. One that is not there, or is being deleted
 * already, is no error.
 */
export function deleteStateMachine(
  view: RegistryView,
  request: ApiRequest<'DeleteStateMachine'>,
  context: RegistryContext,
): RegistryChange<Record<never, never>> {
  const { name } = requireMachineArn(request.stateMachineArn);
  const record = view.stateMachine(name);
  if (record === undefined || record.deletingSince !== undefined) return { writes: [], response: {} };
  const key = stateMachineKey(name);
  if (record.type === 'EXPRESS') return { writes: [{ kind: 'delete', key }], response: {} };
  const deleting = { ...record, versions: [], aliases: [], deletingSince: context.now };
  return { writes: [{ kind: 'put', key, record: deleting }], response: {} };
}

/** Removes a state machine that is being deleted. Its revisions stay: closed executions show them. */
export function finishDeletion(view: RegistryView, name: string): RegistryChange<Record<never, never>> {
  const isDeleting = view.stateMachine(name)?.deletingSince !== undefined;
  return { writes: isDeleting ? [{ kind: 'delete', key: stateMachineKey(name) }] : [], response: {} };
}
