import {
  compareNumbers,
  isJsonArray,
  isJsonNumber,
  isJsonObject,
  type Json,
  type JsonObject,
} from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import { isInheritedName, ownProperty } from './own-property.ts';
import { QueryFailure } from './query-failure.ts';

/** Deep equality of JSON values; the order of members does not matter. Throws QueryFailure at the depth limit. */
export function jsonEquals(left: Json, right: Json, depth = 0): boolean {
  if (left === right) return true;
  if (isJsonNumber(left) && isJsonNumber(right)) return compareNumbers(left, right) === 0;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (depth > valueDepthMax) {
    throw new QueryFailure('States.Runtime', `A value nests deeper than ${valueDepthMax} levels.`);
  }
  if (isJsonArray(left)) return isJsonArray(right) && arraysEqual(left, right, depth + 1);
  return isJsonObject(left) && isJsonObject(right) && objectsEqual(left, right, depth + 1);
}

function arraysEqual(left: readonly Json[], right: readonly Json[], depth: number): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (!jsonEquals(left[index] as Json, right[index] as Json, depth)) return false;
  }
  return true;
}

function objectsEqual(left: JsonObject, right: JsonObject, depth: number): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) {
    const other = isInheritedName(key) ? ownProperty(right, key) : right[key];
    if (other === undefined || !jsonEquals(left[key] as Json, other, depth)) return false;
  }
  return true;
}
