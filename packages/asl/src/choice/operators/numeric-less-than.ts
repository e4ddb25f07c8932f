import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { numerics } from '../kinds/numerics.ts';

/** The Variable is a number that is less than the operand. */
export const NumericLessThan = compareWithLiteral(numerics, comparisons.lessThan);

/** The Variable is a number that is less than the one that the operand's path leads to. */
export const NumericLessThanPath = compareWithPath(numerics, comparisons.lessThan);
