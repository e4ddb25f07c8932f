import { digestAlgorithms, isDigestAlgorithm, textDigest } from '../query/text-digest.ts';
import { refuse, shortStringArgument, stringArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.Hash(text, algorithm): the digest in hexadecimal digits. */
export const statesHash: IntrinsicFunction = {
  arity: [2, 2],
  call({ args }) {
    const text = shortStringArgument(args, 0);
    const algorithm = stringArgument(args, 1);
    if (!isDigestAlgorithm(algorithm)) return refuse(1, `one of ${digestAlgorithms.join(', ')}`);
    return textDigest(text, algorithm);
  },
};
