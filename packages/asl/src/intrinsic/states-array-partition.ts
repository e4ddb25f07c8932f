import type { Json } from '@edgestep/shared';

import { arrayArgument, integerArgument, refuse } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.ArrayPartition(array, chunkSize): the array in chunks, the last one shorter if need be. */
export const statesArrayPartition: IntrinsicFunction = {
  arity: [2, 2],
  call({ args }) {
    const array = arrayArgument(args, 0);
    const chunkSize = integerArgument(args, 1);
    if (chunkSize < 1) refuse(1, 'a positive integer');
    const chunks: Json[] = [];
    for (let start = 0; start < array.length; start += chunkSize) {
      chunks.push(array.slice(start, start + chunkSize));
    }
    return chunks;
  },
};
