import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

import { jsonText } from '../query/json-text.ts';
import { ownProperty } from '../query/own-property.ts';
import { QueryFailure } from '../query/query-failure.ts';

/**
 * `target` with `value` at the place that `steps` name from `from` on. Only what lies on the way is new; missing
 * members become objects. Throws QueryFailure `States.ResultPathMatchFailure`.
 */
export function placeAt(
  target: Json | undefined,
  steps: readonly (string | number)[],
  from: number,
  value: Json,
): Json {
  if (from === steps.length) return value;
  const step = steps[from] as string | number;
  if (typeof step === 'number') {
    if (!isJsonArray(target) || step >= target.length) return refuse(step, target);
    return target.with(step, placeAt(target[step], steps, from + 1, value));
  }
  if (target !== undefined && !isJsonObject(target)) return refuse(step, target);
  const child = target === undefined ? undefined : ownProperty(target, step);
  return { ...target, [step]: placeAt(child, steps, from + 1, value) };
}

function refuse(step: string | number, target: Json | undefined): never {
  const error = 'States.ResultPathMatchFailure';
  const input = target === undefined ? 'nothing' : jsonText(target, error);
  throw new QueryFailure(error, `Unable to apply step "${step}" to input ${input}`);
}
