import { jsonEquals } from '../query/json-equals.ts';
import { arrayArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.ArrayContains(array, value): whether an element equals the value. */
export const statesArrayContains: IntrinsicFunction = {
  arity: [2, 2],
  call({ args }) {
    const wanted = args[1] as (typeof args)[number];
    return arrayArgument(args, 0).some((item) => jsonEquals(item, wanted));
  },
};
