import { integerArgument, refuse } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.MathAdd(number, number): the sum of the two, each rounded first. */
export const statesMathAdd: IntrinsicFunction = {
  arity: [2, 2],
  call({ args }) {
    const sum = integerArgument(args, 0) + integerArgument(args, 1);
    return Number.isSafeInteger(sum) ? sum : refuse(1, 'such that the sum is exact');
  },
};
