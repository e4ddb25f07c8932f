import { isDigestAlgorithm, textDigest } from '../../query/text-digest.ts';
import { FunctionRefusal, type JsonataFunction } from './jsonata-function.ts';

/** $hash(text, algorithm): the digest in hexadecimal digits. Nothing without an algorithm, as on AWS. */
export const hash: JsonataFunction = {
  signature: '<ss?:s>',
  call(_frame, [text, algorithm]) {
    if (text === undefined || algorithm === undefined) return undefined;
    const name = algorithm as string;
    if (!isDigestAlgorithm(name)) throw new FunctionRefusal(`Unsupported hash algorithm: ${name}`);
    return textDigest(text as string, name);
  },
};
