import { ExactNumber, isJsonArray, type Json, type JsonObject } from '@edgestep/shared';

/**
 * True when the JSON text of the value would have more characters than this; only the backslashes of escapes are not
 * counted. Looks no further than it must: a value can share its parts, so its text may be longer than any memory.
 */
export function exceedsJsonSize(value: Json, charactersMax: number): boolean {
  const pending: Json[] = [value];
  let characters = 0;
  for (;;) {
    const next = pending.pop();
    if (next === undefined) return false;
    characters += ownCharacters(next, pending);
    // Every pending value takes one character at least.
    if (characters + pending.length > charactersMax) return true;
  }
}

/** The characters of the value without those of its parts, which go to `pending`. */
function ownCharacters(value: Json, pending: Json[]): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') return numberCharacters(value);
  if (typeof value === 'boolean') return value ? 4 : 5;
  if (value === null) return 4;
  if (value instanceof ExactNumber) return value.text.length;
  return isJsonArray(value) ? itemsOf(value, pending) : membersOf(value as JsonObject, pending);
}

function itemsOf(items: readonly Json[], pending: Json[]): number {
  for (const item of items) pending.push(item);
  return 2 + Math.max(0, items.length - 1);
}

function membersOf(object: JsonObject, pending: Json[]): number {
  const keys = Object.keys(object);
  let characters = 2 + Math.max(0, keys.length - 1);
  for (const key of keys) {
    characters += key.length + 3;
    pending.push(object[key] as Json);
  }
  return characters;
}

/** Small integers, which are most numbers, need no text to be measured. */
function numberCharacters(value: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 1_000) return value < 10 ? 1 : value < 100 ? 2 : 3;
  return String(value).length;
}
