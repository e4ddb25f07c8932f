import { plainJson, type Json } from '@edgestep/shared';

/** By object: the same input is read by many expressions, and rarely holds an exact number. */
const known = new WeakMap<object, Json>();

/** A value as jsonata gets it, which knows no numbers but JavaScript's. What holds no others is answered by identity. */
export function jsonataInput(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  const plain = known.get(value) ?? plainJson(value);
  known.set(value, plain);
  return plain;
}
