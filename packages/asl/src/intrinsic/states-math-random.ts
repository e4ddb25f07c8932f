import { JavaRandom } from '../query/java-random.ts';
import { integerArgument, refuse } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.MathRandom(start, end[, seed]): an integer from start to below end; the same one for the same seed. */
export const statesMathRandom: IntrinsicFunction = {
  arity: [2, 3],
  call({ args, port }) {
    const start = integerArgument(args, 0);
    const end = integerArgument(args, 1);
    if (end <= start) refuse(1, 'greater than the first');
    if (args.length === 2) return start + Math.floor(port.random() * (end - start));
    const random = new JavaRandom(BigInt(integerArgument(args, 2)));
    return Number(random.nextBetween(BigInt(start), BigInt(end)));
  },
};
