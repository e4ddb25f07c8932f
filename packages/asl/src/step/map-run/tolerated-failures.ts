import type { Json, MapRunLimits } from '@edgestep/shared';

import type { CompiledMap } from '../../compile/compiled-state.ts';
import type { MapRunActivityView } from '../../execution/frame-view.ts';
import type { Scope } from '../../query/scope.ts';
import { floatValue, numberValue } from '../number-value.ts';
import { StateError, type StateFailure } from '../state-failure.ts';

/** What a Map Run fails with when more of its items failed than it tolerates. */
export const THRESHOLD_EXCEEDED: StateFailure = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** The tolerated failures of a distributed Map; `count` and `percentage` are what their expressions gave. */
export function toleratedFailures(
  state: CompiledMap,
  count: Json | undefined,
  percentage: Json | undefined,
  scope: Scope,
): Omit<MapRunLimits, 'maxConcurrency'> {
  const toleratedFailureCount = numberValue(state.toleratedFailureCount, count, scope);
  if (toleratedFailureCount !== undefined && toleratedFailureCount < 0) {
    throw new StateError('States.Runtime', 'ToleratedFailureCount cannot be negative.');
  }
  const toleratedFailurePercentage = floatValue(state.toleratedFailurePercentage, percentage, scope);
  if (
    toleratedFailurePercentage !== undefined &&
    !(toleratedFailurePercentage >= 0 && toleratedFailurePercentage <= 100)
  ) {
    throw new StateError('States.Runtime', 'ToleratedFailurePercentage must be between 0 and 100.');
  }
  return {
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
  };
}

/**
 * Whether more items failed than is tolerated. Of the two limits the one that is written counts; of both, each by
 * itself; where none is, nothing is tolerated (States Language: tolerated failures).
 */
export function exceedsTolerance({
  limits,
  failedItems,
  total,
}: Pick<MapRunActivityView, 'limits' | 'failedItems' | 'total'>): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = limits;
  if (failedItems === 0) return false;
  if (count === undefined && percentage === undefined) return true;
  if (count !== undefined && failedItems > count) return true;
  return percentage !== undefined && total !== undefined && (failedItems * 100) / total > percentage;
}
