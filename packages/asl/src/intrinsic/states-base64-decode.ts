import { refuse, shortStringArgument } from './arguments.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';

const basicAlphabet = /^[A-Za-z0-9+/]*={0,2}$/;

/** States.Base64Decode(text): the text whose UTF-8 bytes these are. */
export const statesBase64Decode: IntrinsicFunction = {
  arity: [1, 1],
  call({ args }) {
    const encoded = shortStringArgument(args, 0);
    const padded = encoded.endsWith('=');
    const isWhole = padded ? encoded.length % 4 === 0 : encoded.length % 4 !== 1;
    if (!isWhole || !basicAlphabet.test(encoded)) refuse(0, 'a text in Base64');
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  },
};
