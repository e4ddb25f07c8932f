import { isJsonArray, isJsonObject, parseJson, type Json } from '@edgestep/shared';

import type { ItemData } from './item-data.ts';
import { ItemDataError } from './item-data-error.ts';
import { readPointer } from './read-pointer.ts';

/**
 * The elements of a JSON array, or the members of a JSON object, each as `{Key, Value}`; `pointer` leads to it
 * (ItemsPointer, RFC 6901).
 */
export function readJsonItems(text: string, pointer: Json | undefined): ItemData {
  const whole = parseObject(text);
  const found = typeof pointer === 'string' ? readPointer(whole, pointer) : whole;
  if (isJsonArray(found)) return { items: found };
  if (isJsonObject(found)) {
    return { items: Object.entries(found).map(([Key, Value]) => ({ Key, Value })), itemsAreMembers: true };
  }
  throw new ItemDataError('Attempting to map over non-iterable node.');
}

function parseObject(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new ItemDataError(`The object is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
