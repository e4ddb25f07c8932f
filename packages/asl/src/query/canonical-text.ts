import { canonicalNumber, isJsonArray, isJsonNumber, type Json, type JsonObject } from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import { QueryFailure } from './query-failure.ts';

/** A text that two values share exactly when they are equal: JSON with the members in the order of their names. */
export function canonicalText(value: Json, depth = 0): string {
  if (isJsonNumber(value)) return canonicalNumber(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > valueDepthMax) {
    throw new QueryFailure('States.Runtime', `A value nests deeper than ${valueDepthMax} levels.`);
  }
  if (isJsonArray(value)) return `[${value.map((item) => canonicalText(item, depth + 1)).join(',')}]`;
  const object = value as JsonObject;
  const members = Object.keys(object)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(object[key] as Json, depth + 1)}`);
  return `{${members.join(',')}}`;
}
