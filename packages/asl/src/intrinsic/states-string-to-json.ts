import { parseJson } from '@edgestep/shared';

import { refuse, stringArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.StringToJson(text): the value of a JSON text; a blank one is null, as on AWS. */
export const statesStringToJson: IntrinsicFunction = {
  arity: [1, 1],
  call({ args }) {
    const text = stringArgument(args, 0);
    if (text.trim() === '') return null;
    try {
      return parseJson(text);
    } catch {
      return refuse(0, 'a JSON text');
    }
  },
};
