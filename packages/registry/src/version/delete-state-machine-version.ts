import type { ApiRequest } from '@edgestep/gateway';
import { ApiError, stateMachineKey } from '@edgestep/shared';

import { requireMachineArn } from '../arns.ts';
import type { RegistryChange } from '../registry-change.ts';
import type { RegistryView } from '../registry-view.ts';

/** Deletes a version that no alias leads to; one that is not there is no error. */
export function deleteStateMachineVersion(
  view: RegistryView,
  request: ApiRequest<'DeleteStateMachineVersion'>,
): RegistryChange<Record<never, never>> {
  const { name, qualifier } = requireMachineArn(request.stateMachineVersionArn);
  const version = Number(qualifier);
  if (!Number.isInteger(version) || version < 1) {
    throw new ApiError('InvalidArn', `Invalid Arn: '${request.stateMachineVersionArn}'`);
  }
  const record = view.stateMachine(name);
  if (record === undefined || !record.versions.some((candidate) => candidate.version === version)) {
    return { writes: [], response: {} };
  }
  const users = record.aliases
    .filter((alias) => alias.routing.some((route) => route.version === version))
    .map((alias) => alias.name);
  if (users.length > 0) {
    throw new ApiError(
      'ConflictException',
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.join(', ')}]`,
    );
  }
  const versions = record.versions.filter((candidate) => candidate.version !== version);
  return {
    writes: [{ kind: 'put', key: stateMachineKey(name), record: { ...record, versions } }],
    response: {},
  };
}
