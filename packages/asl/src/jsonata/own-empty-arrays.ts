import type { Json, JsonObject } from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import { setOwnProperty } from '../query/own-property.ts';
import { JsonataLimitError, memoryExceeded } from './jsonata-limit-error.ts';

/**
 * The value with each empty array replaced by a new one. Where jsonata builds objects from the elements of an empty
 * array, it puts a placeholder into that very array; a payload must not see it. What holds no empty array is
 * answered by identity.
 */
export function withOwnEmptyArrays(value: Json, depth = 0): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > valueDepthMax) throw new JsonataLimitError(memoryExceeded);
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    const items = (value as readonly Json[]).map((item) => withOwnEmptyArrays(item, depth + 1));
    return items.some((item, index) => item !== value[index]) ? items : (value as readonly Json[]);
  }
  const members = Object.entries(value as JsonObject).map(
    ([key, member]) => [key, withOwnEmptyArrays(member, depth + 1), member] as const,
  );
  if (members.every(([, own, member]) => own === member)) return value as JsonObject;
  const copy: Record<string, Json> = {};
  for (const [key, own] of members) setOwnProperty(copy, key, own);
  return copy;
}
