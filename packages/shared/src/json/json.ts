import { ExactNumber } from './exact-number.ts';

/**
 * A JSON value (RFC 8259) as the engine holds it: parsed, shared and never changed in place.
 * A payload travels through states by reference; whoever wants another value builds a new one.
 */
export type Json = string | JsonNumber | boolean | null | readonly Json[] | JsonObject;

/** A JSON number: a JavaScript number wherever that says the same. */
export type JsonNumber = number | ExactNumber;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for a JSON object, false for arrays, null and scalars. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

/** True for a JSON array; keeps the readonly element type that `Array.isArray` loses. */
export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
