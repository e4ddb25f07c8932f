import { ExactNumber } from './exact-number.ts';
import { isJsonArray, type Json, type JsonObject } from './json.ts';

/**
 * The value with a JavaScript number in place of each exact one: for code that knows no others. What holds none is
 * answered by identity; beyond all doubles lies an infinity.
 */
export function plainJson(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ExactNumber) return value.value;
  return isJsonArray(value) ? plainItems(value) : plainMembers(value);
}

function plainItems(items: readonly Json[]): readonly Json[] {
  let copy: Json[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as Json;
    const plain = plainJson(item);
    if (plain !== item) copy ??= items.slice(0, index);
    copy?.push(plain);
  }
  return copy ?? items;
}

function plainMembers(object: JsonObject): JsonObject {
  let copy: Record<string, Json> | undefined;
  for (const name of Object.keys(object)) {
    const member = object[name] as Json;
    const plain = plainJson(member);
    if (plain !== member) define((copy ??= { ...object }), name, plain);
  }
  return copy ?? object;
}

/** `__proto__` is a member like any other. */
function define(object: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  } else {
    object[name] = value;
  }
}
