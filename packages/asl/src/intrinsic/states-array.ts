import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.Array(value, …): the values as an array. */
export const statesArray: IntrinsicFunction = {
  arity: [0, Number.POSITIVE_INFINITY],
  call: ({ args }) => args,
};
