import type { JsonObject } from '@edgestep/shared';

import { csvFormat, readCsv } from './read-csv.ts';
import type { ItemData } from './item-data.ts';
import { ItemDataError } from './item-data-error.ts';
import { readJsonItems } from './read-json-items.ts';
import { readJsonLines } from './read-json-lines.ts';

/**
 * The items in the text of an object: `config` is the ReaderConfig of the ItemReader, whose InputType says what the
 * text is. Throws ItemDataError with the cause for text that is something else.
 */
export function readItemData(text: string, config: JsonObject): ItemData {
  switch (config['InputType']) {
    case 'CSV':
      return { items: readCsv(text, csvFormat(config)) };
    case 'JSONL':
      return { items: readJsonLines(text) };
    case 'JSON':
    case undefined:
      return readJsonItems(text, config['ItemsPointer']);
    default:
      throw new ItemDataError(
        `Items of the InputType ${JSON.stringify(config['InputType'])} are not read here.`,
      );
  }
}
