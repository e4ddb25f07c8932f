import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

import type { CompiledMap } from '../compile/compiled-state.ts';
import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import { StateError } from './state-failure.ts';

/** What a Map iterates over: `evaluated` is what Items gave, if it is written. */
export function mapItems(state: CompiledMap, evaluated: Json | undefined, scope: Scope): readonly Json[] {
  const found = iterated(state, evaluated, scope);
  return isJsonArray(found) ? found : refuseItems(state, found);
}

/** The same for a distributed Map, which iterates over the members of an object, too, each as `{Key, Value}`. */
export function distributedItems(
  state: CompiledMap,
  evaluated: Json | undefined,
  scope: Scope,
): { readonly items: readonly Json[]; readonly itemsAreMembers?: true } {
  const found = iterated(state, evaluated, scope);
  if (isJsonArray(found)) return { items: found };
  if (!isJsonObject(found)) return refuseItems(state, found);
  return { items: Object.entries(found).map(([Key, Value]) => ({ Key, Value })), itemsAreMembers: true };
}

function iterated(state: CompiledMap, evaluated: Json | undefined, scope: Scope): Json {
  return evaluated === undefined ? (state.itemsPath?.evaluate(scope) ?? scope.input) : evaluated;
}

function refuseItems(state: CompiledMap, found: Json): never {
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
