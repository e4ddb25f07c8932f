import { booleanArgument, objectArgument } from './arguments.ts';
import { IntrinsicRefusal, type IntrinsicFunction } from './intrinsic-function.ts';

/** States.JsonMerge(object, object, false): the members of both; where both have one, the second's stays. */
export const statesJsonMerge: IntrinsicFunction = {
  arity: [3, 3],
  call({ args }) {
    const merged = { ...objectArgument(args, 0), ...objectArgument(args, 1) };
    if (booleanArgument(args, 2))
      throw new IntrinsicRefusal('Deep merge is not supported: the third argument must be false.');
    return merged;
  },
};
