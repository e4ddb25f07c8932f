import type { Json } from '@edgestep/shared';

/**
 * True when the JSON text of the value would have more characters than this. Looks no further than it must: a
 * value can share its parts, so its text may be longer than any memory. Escapes are not counted.
 */
export function exceedsJsonSize(value: Json, charactersMax: number): boolean {
  const pending: Json[] = [value];
  let characters = 0;
  for (;;) {
    const next = pending.pop();
    if (next === undefined) return false;
    characters += ownCharacters(next, pending);
    // Every pending value takes two characters at least, with its comma.
    if (characters + pending.length * 2 > charactersMax) return true;
  }
}

/** The characters of the value without those of its parts, which go to `pending`. */
function ownCharacters(value: Json, pending: Json[]): number {
  switch (typeof value) {
    case 'string':
      return value.length + 2;
    case 'number':
      return 1;
    case 'boolean':
      return 4;
    default:
      break;
  }
  if (value === null) return 4;
  if (Array.isArray(value)) {
    for (const item of value) pending.push(item as Json);
    return 2;
  }
  let characters = 2;
  for (const [key, member] of Object.entries(value)) {
    characters += key.length + 3;
    pending.push(member as Json);
  }
  return characters;
}
