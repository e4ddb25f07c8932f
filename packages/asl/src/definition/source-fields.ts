import { doubleOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { ownProperty } from '../query/own-property.ts';

/**
 * Typed looks into an object of a definition. A member of another type reads as absent: the definition has
 * then been refused already (see `shape/`).
 */

export function valueIn(source: JsonObject, name: string): Json | undefined {
  return ownProperty(source, name);
}

export function textIn(source: JsonObject, name: string): string | undefined {
  const value = valueIn(source, name);
  return typeof value === 'string' ? value : undefined;
}

/** A path: `null` is a value of its own. */
export function pathIn(source: JsonObject, name: string): string | null | undefined {
  return valueIn(source, name) === null ? null : textIn(source, name);
}

export function numberIn(source: JsonObject, name: string): number | undefined {
  return doubleOf(valueIn(source, name));
}

/** A number, or the expression that gives it. */
export function numberOrTextIn(source: JsonObject, name: string): number | string | undefined {
  return numberIn(source, name) ?? textIn(source, name);
}

export function objectIn(source: JsonObject, name: string): JsonObject | undefined {
  const value = valueIn(source, name);
  return isJsonObject(value) ? value : undefined;
}

export function textsIn(source: JsonObject, name: string): readonly string[] | undefined {
  const value = valueIn(source, name);
  return isJsonArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}

/** One of the texts that a field may have. */
export function oneOfIn<const T extends string>(
  source: JsonObject,
  name: string,
  values: readonly T[],
): T | undefined {
  const text = textIn(source, name);
  return values.find((value) => value === text);
}

/** The objects in an array, each read with its location. */
export function objectsIn<T>(
  source: JsonObject,
  name: string,
  location: string,
  read: (element: JsonObject, location: string) => T,
): readonly T[] {
  const value = valueIn(source, name);
  if (!isJsonArray(value)) return [];
  return value.flatMap((element, index) =>
    isJsonObject(element) ? [read(element, `${location}/${name}[${index}]`)] : [],
  );
}
