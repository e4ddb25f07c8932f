import jsonata from 'jsonata';

import { dateTextCharactersMax } from '../../limits/query-limits.ts';
import { FunctionRefusal, type JsonataFunction } from './jsonata-function.ts';

/** How many markers of a picture may follow each other without a text between them. */
const adjacentMarkersMax = 3;

const original = jsonata('$toMillis($text, $picture)');

/**
 * $toMillis(text[, picture]): jsonata's own, for texts and pictures as dates have them. It makes a regular expression
 * of the picture, and one with many markers side by side would never come to an end.
 */
export const toMillis: JsonataFunction = {
  signature: '<s-s?:n>',
  call(_frame, [text, picture]) {
    if (text === undefined) return undefined;
    for (const argument of [text, picture] as (string | undefined)[]) {
      if ((argument ?? '').length > dateTextCharactersMax) {
        throw new FunctionRefusal(`A date and its picture have at most ${dateTextCharactersMax} characters`);
      }
    }
    const adjacent = ((picture as string | undefined) ?? '').match(/\]\s*\[/g)?.length ?? 0;
    if (adjacent > adjacentMarkersMax)
      throw new FunctionRefusal('The picture has too many markers without a text between them');
    return original.evaluate(undefined, { text, picture });
  },
};
