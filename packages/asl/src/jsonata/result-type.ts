import { isJsonArray, isJsonNumber, type Json } from '@edgestep/shared';

/** The type of a JSON value as causes name it. */
export type ResultType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

export function resultTypeOf(value: Json): ResultType {
  if (value === null) return 'null';
  if (isJsonArray(value)) return 'array';
  if (isJsonNumber(value)) return 'number';
  return typeof value as Exclude<ResultType, 'array' | 'null'>;
}
