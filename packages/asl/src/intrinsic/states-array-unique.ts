import type { Json } from '@edgestep/shared';

import { canonicalText } from '../query/canonical-text.ts';
import { arrayArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.ArrayUnique(array): the array without repetitions; the first of equal elements stays. */
export const statesArrayUnique: IntrinsicFunction = {
  arity: [1, 1],
  call({ args }) {
    const seen = new Set<string>();
    const unique: Json[] = [];
    for (const item of arrayArgument(args, 0)) {
      const text = canonicalText(item);
      if (!seen.has(text)) {
        seen.add(text);
        unique.push(item);
      }
    }
    return unique;
  },
};
