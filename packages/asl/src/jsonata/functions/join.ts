import { resultCharactersMax } from '../../limits/query-limits.ts';
import { JsonataLimitError, memoryExceeded } from '../jsonata-limit-error.ts';
import type { JsonataFunction } from './jsonata-function.ts';

/** $join(texts[, separator]): jsonata's own would build a text of any length before anyone can measure it. */
export const join: JsonataFunction = {
  signature: '<a<s>s?:s>',
  call(_frame, [texts, separator]) {
    if (!Array.isArray(texts)) return undefined;
    const between = (separator as string | undefined) ?? '';
    const length = (texts as string[]).reduce((sum, text) => sum + text.length + between.length, 0);
    if (length > resultCharactersMax + between.length) throw new JsonataLimitError(memoryExceeded);
    return texts.join(between);
  },
};
