import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { numerics } from '../kinds/numerics.ts';

/** The Variable is a number that is less than or equal to the operand. */
export const NumericLessThanEquals = compareWithLiteral(numerics, comparisons.lessThanEquals);

/** The Variable is a number that is less than or equal to the one that the operand's path leads to. */
export const NumericLessThanEqualsPath = compareWithPath(numerics, comparisons.lessThanEquals);
