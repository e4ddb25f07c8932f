import type { Json, JsonObject } from '@edgestep/shared';

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * True for a key such as `constructor` or `__proto__`, which every JavaScript object answers although
 * no JSON text said so. Whoever reads by another key needs no check of ownership.
 */
export function isInheritedName(key: string): boolean {
  return inherited.has(key);
}

/** The member that the JSON text has under this key. */
export function ownProperty(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a member of an object under construction; `__proto__` becomes a member like any other. */
export function setOwnProperty(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
