import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { numerics } from '../kinds/numerics.ts';

/** The Variable is a number that equals the operand. */
export const NumericEquals = compareWithLiteral(numerics, comparisons.equals);

/** The Variable is a number that equals the one that the operand's path leads to. */
export const NumericEqualsPath = compareWithPath(numerics, comparisons.equals);
