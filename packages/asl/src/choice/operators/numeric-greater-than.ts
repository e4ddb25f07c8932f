import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { numerics } from '../kinds/numerics.ts';

/** The Variable is a number that is greater than the operand. */
export const NumericGreaterThan = compareWithLiteral(numerics, comparisons.greaterThan);

/** The Variable is a number that is greater than the one that the operand's path leads to. */
export const NumericGreaterThanPath = compareWithPath(numerics, comparisons.greaterThan);
