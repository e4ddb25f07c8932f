import { ApiError, formatArn, parseArn, type ArnResource, type StatesArn } from '@edgestep/shared';

import type { RegistryContext } from './registry-context.ts';

type ResourceOf<T extends ArnResource['type']> = Extract<ArnResource, { readonly type: T }>;

/** Reads an ARN of one resource type. Throws InvalidArn with the service's own words otherwise. */
export function requireArn<T extends ArnResource['type']>(text: string, type: T): ResourceOf<T> {
  const arn = requireStatesArn(text);
  if (arn.resource.type !== type) {
    throw new ApiError(
      'InvalidArn',
      `Invalid Arn: 'Resource type not valid in this context: ${arn.resource.type}'`,
    );
  }
  return arn.resource as ResourceOf<T>;
}

/**
 * Reads the ARN of a state machine, a version or an alias. One with the label of a Map in it names the children of
 * that Map: throws ValidationException for it (API reference: API_DOES_NOT_SUPPORT_LABELED_ARNS).
 */
export function requireMachineArn(text: string): ResourceOf<'stateMachine'> {
  const resource = requireArn(text, 'stateMachine');
  if (resource.label === undefined) return resource;
  throw new ApiError('ValidationException', `This action does not support labeled ARNs: '${text}'`, {
    reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS',
  });
}

/** Reads any ARN of this service. */
export function requireStatesArn(text: string): StatesArn {
  const arn = parseArn(text);
  if (arn !== undefined) return arn;
  throw new ApiError(
    'InvalidArn',
    text.startsWith('arn:') ? `Invalid Arn: '${text}'` : `Invalid Arn: 'Invalid ARN prefix: ${text}'`,
  );
}

/** The ARN of a state machine, or with `qualifier` of a version or alias, in the answerer's region. */
export function stateMachineArn(context: RegistryContext, name: string, qualifier?: string | number): string {
  return formatArn({
    region: context.region,
    account: context.account,
    resource: {
      type: 'stateMachine',
      name,
      ...(qualifier === undefined ? {} : { qualifier: String(qualifier) }),
    },
  });
}

export function activityArn(context: RegistryContext, name: string): string {
  return formatArn({
    region: context.region,
    account: context.account,
    resource: { type: 'activity', name },
  });
}
