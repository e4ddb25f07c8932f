import { ApiError, type StateMachineAlias } from '@edgestep/shared';

import { requireMachineArn } from '../arns.ts';
import type { RegistryView } from '../registry-view.ts';
import { referencesNothing } from './require-alias.ts';

type RoutingList = readonly { readonly stateMachineVersionArn: string; readonly weight: number }[];

/**
 * Checks a routing configuration: versions of one state machine, distinct, weights that add up to 100. Answers the
 * state machine's name with the routes. Throws ValidationException in the service's words, InvalidArn, or
 * ResourceNotFound.
 */
export function resolveRouting(
  view: RegistryView,
  list: RoutingList,
): { readonly stateMachine: string; readonly routing: StateMachineAlias['routing'] } {
  const arns = list.map((route) => route.stateMachineVersionArn);
  const versions = arns.map(versionOf);
  if (versions.includes(undefined)) {
    throw invalid(
      `Routing configuration must contain state machine version ARNs. Received: [${arns.join(', ')}]`,
    );
  }
  if (new Set(arns).size !== arns.length) {
    throw invalid(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(', ')}]`,
    );
  }
  const weights = list.map((route) => route.weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw invalid(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  }
  const names = new Set(arns.map((arn) => requireMachineArn(arn).name));
  const [stateMachine = ''] = names;
  if (names.size > 1) throw invalid('Routing configuration must contain versions of one state machine.');
  const record = view.stateMachine(stateMachine);
  arns.forEach((arn, index) => {
    if (record?.versions.some((candidate) => candidate.version === versions[index]) !== true) {
      throw referencesNothing(arn);
    }
  });
  return {
    stateMachine,
    routing: list.map((route, index) => ({ version: versions[index] ?? 0, weight: route.weight })),
  };
}

function versionOf(arn: string): number | undefined {
  const { qualifier = '' } = requireMachineArn(arn);
  return /^[1-9]\d*$/.test(qualifier) ? Number(qualifier) : undefined;
}

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message, { reason: 'INVALID_ROUTING_CONFIGURATION' });
}
