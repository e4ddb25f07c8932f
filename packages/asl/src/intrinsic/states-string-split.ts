import { stringArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.StringSplit(text, delimiters): what stands between any of the delimiter characters, empty parts left out. */
export const statesStringSplit: IntrinsicFunction = {
  arity: [2, 2],
  call({ args }) {
    const text = stringArgument(args, 0);
    const delimiters = new Set(stringArgument(args, 1));
    const parts: string[] = [];
    let part = '';
    for (const character of text) {
      if (!delimiters.has(character)) {
        part += character;
      } else if (part !== '') {
        parts.push(part);
        part = '';
      }
    }
    if (part !== '') parts.push(part);
    return parts;
  },
};
