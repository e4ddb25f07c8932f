import { isJsonArray, type Json } from '@edgestep/shared';

import type { CompiledMap } from '../compile/compiled-state.ts';
import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import { StateError } from './state-failure.ts';

/** What a Map iterates over: `evaluated` is what Items gave, if it is written. */
export function mapItems(state: CompiledMap, evaluated: Json | undefined, scope: Scope): readonly Json[] {
  const found = evaluated === undefined ? (state.itemsPath?.evaluate(scope) ?? scope.input) : evaluated;
  if (isJsonArray(found)) return found;
  if (state.flow.language === 'JSONPath') {
    const path = state.itemsPath?.shownText ?? '$';
    throw new StateError('States.Runtime', `Reference path "${path}" must point to array.`);
  }
  throw new QueryFailure(
    'States.QueryEvaluationError',
    `Map state input must be an array but was: ${jsonText(found, 'States.QueryEvaluationError')}`,
  );
}

/** MaxConcurrency as it was found; 0, no limit, when it is not written. */
export function checkedConcurrency(maxConcurrency: number | undefined): number {
  if (maxConcurrency === undefined) return 0;
  if (maxConcurrency < 0) throw new StateError('States.Runtime', 'MaxConcurrency cannot be negative.');
  return maxConcurrency;
}
