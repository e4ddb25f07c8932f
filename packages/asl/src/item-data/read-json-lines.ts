import { parseJson, type Json } from '@edgestep/shared';

import { ItemDataError } from './item-data-error.ts';

/** One JSON value a line (JSON Lines); empty lines are passed over. */
export function readJsonLines(text: string): readonly Json[] {
  const items: Json[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      items.push(parseJson(line));
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      throw new ItemDataError(`Line ${index + 1} of the object is not JSON: ${why}`);
    }
  }
  return items;
}
