import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { numerics } from '../kinds/numerics.ts';

/** The Variable is a number that is greater than or equal to the operand. */
export const NumericGreaterThanEquals = compareWithLiteral(numerics, comparisons.greaterThanEquals);

/** The Variable is a number that is greater than or equal to the one that the operand's path leads to. */
export const NumericGreaterThanEqualsPath = compareWithPath(numerics, comparisons.greaterThanEquals);
