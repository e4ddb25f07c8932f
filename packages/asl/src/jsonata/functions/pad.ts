import { resultCharactersMax } from '../../limits/query-limits.ts';
import { JsonataLimitError, memoryExceeded } from '../jsonata-limit-error.ts';
import type { JsonataFunction } from './jsonata-function.ts';

/** $pad(text, width[, filling]): jsonata's own would fill any memory that a width asks for. */
export const pad: JsonataFunction = {
  signature: '<s-ns?:s>',
  call(_frame, [text, width, filling]) {
    if (text === undefined) return undefined;
    const columns = Math.trunc(width as number);
    if (Math.abs(columns) > resultCharactersMax) throw new JsonataLimitError(memoryExceeded);
    const missing = Math.abs(columns) - Array.from(text as string).length;
    if (!(missing > 0)) return text;
    const characters = Array.from((filling as string | undefined) ?? ' ');
    if (characters.length === 0) characters.push(' ');
    const padding = Array.from({ length: missing }, (_, place) => characters[place % characters.length]).join(
      '',
    );
    return columns > 0 ? (text as string) + padding : padding + (text as string);
  },
};
