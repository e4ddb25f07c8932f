import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

import { ownProperty } from '../query/own-property.ts';
import { ItemDataError } from './item-data-error.ts';

/** What a JSON pointer leads to (RFC 6901). Throws ItemDataError when it leads nowhere. */
export function readPointer(whole: Json, pointer: string): Json {
  if (pointer === '') return whole;
  if (!pointer.startsWith('/')) throw new ItemDataError(`ItemsPointer '${pointer}' is not a JSON pointer.`);
  let found: Json | undefined = whole;
  for (const token of pointer.slice(1).split('/')) {
    found = memberOf(found, token.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (found === undefined) throw new ItemDataError(`ItemsPointer '${pointer}' leads to nothing.`);
  }
  return found;
}

function memberOf(value: Json, token: string): Json | undefined {
  if (isJsonArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isJsonObject(value) ? ownProperty(value, token) : undefined;
}
