import { JsonataLimitError, memoryExceeded } from '../jsonata-limit-error.ts';
import { sequenceOf, type JsonataFunction } from './jsonata-function.ts';

/** The longest range that AWS makes, in elements. */
const rangeElementsMax = 360_145;

/** $range(first, last, step): the integers from first to last. Nothing without a step that leads there, as on AWS. */
export const range: JsonataFunction = {
  signature: '<nnn?:a>',
  call(_frame, args) {
    const [first, last, step] = args.map((argument) => Math.trunc(argument as number)) as [
      number,
      number,
      number,
    ];
    if (args[2] === undefined || step === 0) return undefined;
    const length = Math.floor((last - first) / step) + 1;
    if (!(length > 0)) return undefined;
    if (length > rangeElementsMax) throw new JsonataLimitError(memoryExceeded);
    return sequenceOf(Array.from({ length }, (_, place) => first + place * step));
  },
};
