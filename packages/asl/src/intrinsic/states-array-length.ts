import { arrayArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.ArrayLength(array): the number of elements. */
export const statesArrayLength: IntrinsicFunction = {
  arity: [1, 1],
  call: ({ args }) => arrayArgument(args, 0).length,
};
