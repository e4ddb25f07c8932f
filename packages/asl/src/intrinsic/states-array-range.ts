import { arrayRangeElementsMax } from '../limits/query-limits.ts';
import { integerArgument, refuse } from './arguments.ts';
import { IntrinsicRefusal, type IntrinsicFunction } from './intrinsic-function.ts';

/** States.ArrayRange(first, last, step): the integers from first to last, at most 1,000. */
export const statesArrayRange: IntrinsicFunction = {
  arity: [3, 3],
  call({ args }) {
    const first = integerArgument(args, 0);
    const last = integerArgument(args, 1);
    const step = integerArgument(args, 2);
    if (step === 0) refuse(2, 'other than 0');
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (length > arrayRangeElementsMax) {
      throw new IntrinsicRefusal(`The array would have more than ${arrayRangeElementsMax} elements.`);
    }
    return Array.from({ length }, (_, place) => first + place * step);
  },
};
