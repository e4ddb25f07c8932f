import type { Json } from '@edgestep/shared';

import { canonicalText } from '../../query/canonical-text.ts';
import { toJson } from '../to-json.ts';
import { sequenceOf, type JsonataFunction } from './jsonata-function.ts';

/** $distinct(array): jsonata's own compares each element with each other, which takes for ever with many. */
export const distinct: JsonataFunction = {
  signature: '<x:x>',
  call(_frame, [array]) {
    if (!Array.isArray(array) || array.length <= 1) return array;
    const seen = new Set<string>();
    const unique = array.filter((item: Json) => {
      const text = canonicalText(toJson(item));
      return !seen.has(text) && seen.add(text);
    });
    return 'sequence' in array ? sequenceOf(unique) : unique;
  },
};
