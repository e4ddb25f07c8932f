import { ApiError, type StateMachineAlias, type StateMachineRecord } from '@edgestep/shared';

import { requireMachineArn } from '../arns.ts';
import type { RegistryView } from '../registry-view.ts';

/** The alias behind an ARN; `undefined` when there is none. Throws InvalidArn for an ARN without a qualifier. */
export function findAlias(
  view: RegistryView,
  arn: string,
): { readonly record: StateMachineRecord; readonly alias: StateMachineAlias } | undefined {
  const { name, qualifier } = requireMachineArn(arn);
  if (qualifier === undefined) throw new ApiError('InvalidArn', `Invalid Arn: '${arn}'`);
  const record = view.stateMachine(name);
  const alias = record?.aliases.find((candidate) => candidate.name === qualifier);
  return record === undefined || alias === undefined ? undefined : { record, alias };
}

/** The alias behind an ARN. Throws ResourceNotFound. */
export function requireAlias(
  view: RegistryView,
  arn: string,
): { readonly record: StateMachineRecord; readonly alias: StateMachineAlias } {
  const found = findAlias(view, arn);
  if (found !== undefined) return found;
  throw referencesNothing(arn);
}

/** What the operations of aliases answer to the ARN of an alias or a version that is not there. */
export function referencesNothing(arn: string): ApiError {
  return new ApiError('ResourceNotFound', 'Request references a resource that does not exist.', {
    resourceName: arn,
  });
}
