import { doubleOf } from '@edgestep/shared';

import { arrayArgument, refuse } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.ArrayGetItem(array, index): the element at an index from 0. */
export const statesArrayGetItem: IntrinsicFunction = {
  arity: [2, 2],
  call({ args }) {
    const array = arrayArgument(args, 0);
    const index = doubleOf(args[1]);
    if (index === undefined || !Number.isInteger(index)) return refuse(1, 'an integer');
    return (
      array[index] ??
      (index in array ? null : refuse(1, `an index of the array, from 0 to ${array.length - 1}`))
    );
  },
};
