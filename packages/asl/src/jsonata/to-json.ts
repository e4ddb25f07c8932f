import type { Json } from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import { setOwnProperty } from '../query/own-property.ts';
import { JsonataLimitError, memoryExceeded } from './jsonata-limit-error.ts';
import { isFunctionValue } from './weigh-value.ts';

/** A function is among the values of a result. */
export class UnsupportedResult extends Error {
  override readonly name = 'UnsupportedResult';
}

/**
 * The JSON value of a result. What is JSON already is answered by identity; jsonata's sequences become arrays, and a
 * number that JSON can't hold becomes its name, as on AWS. Throws UnsupportedResult and JsonataLimitError.
 */
export function toJson(value: unknown, depth = 0): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      if (value === null) return null;
      if (depth > valueDepthMax) throw new JsonataLimitError(memoryExceeded);
      if (isFunctionValue(value)) throw new UnsupportedResult();
      return Array.isArray(value) ? arrayToJson(value, depth) : objectToJson(value, depth);
    default:
      throw new UnsupportedResult();
  }
}

function arrayToJson(array: readonly unknown[], depth: number): Json {
  let copy: Json[] | undefined;
  for (let index = 0; index < array.length; index++) {
    const item = toJson(array[index] ?? null, depth + 1);
    if (copy === undefined && item !== array[index]) copy = array.slice(0, index) as Json[];
    copy?.push(item);
  }
  if (copy !== undefined) return copy;
  return 'sequence' in array ? (Array.from(array) as Json[]) : (array as readonly Json[]);
}

function objectToJson(object: object, depth: number): Json {
  const all = Object.entries(object);
  const entries = all.filter(([, member]) => member !== undefined);
  let changed = entries.length < all.length;
  const members = entries.map(([key, member]) => {
    const json = toJson(member, depth + 1);
    changed ||= json !== member;
    return [key, json] as const;
  });
  if (!changed && Object.getPrototypeOf(object) === Object.prototype) return object as Json;
  const copy: Record<string, Json> = {};
  for (const [key, json] of members) setOwnProperty(copy, key, json);
  return copy;
}
