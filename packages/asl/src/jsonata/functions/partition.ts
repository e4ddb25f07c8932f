import { FunctionRefusal, type JsonataFunction } from './jsonata-function.ts';

/** $partition(array, chunkSize): the array in chunks. Nothing for an empty array or a chunk size of 0, as on AWS. */
export const partition: JsonataFunction = {
  signature: '<an?:a>',
  call(_frame, [array, size]) {
    if (!Array.isArray(array) || array.length === 0) return undefined;
    if (size === undefined) return [array];
    const chunkSize = Math.trunc(size as number);
    if (chunkSize < 0) throw new FunctionRefusal('Second argument must be zero or greater');
    if (chunkSize === 0) return undefined;
    const chunks: unknown[][] = [];
    for (let start = 0; start < array.length; start += chunkSize)
      chunks.push(array.slice(start, start + chunkSize));
    return chunks;
  },
};
