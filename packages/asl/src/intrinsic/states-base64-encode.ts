import { shortStringArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

/** States.Base64Encode(text): the UTF-8 bytes in the basic alphabet, padded, without line breaks. */
export const statesBase64Encode: IntrinsicFunction = {
  arity: [1, 1],
  call({ args }) {
    const bytes = new TextEncoder().encode(shortStringArgument(args, 0));
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  },
};
