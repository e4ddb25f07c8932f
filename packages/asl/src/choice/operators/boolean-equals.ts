import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { booleans } from '../kinds/booleans.ts';

/** The Variable is a boolean that equals the operand. */
export const BooleanEquals = compareWithLiteral(booleans, comparisons.equals);

/** The Variable is a boolean that equals the one that the operand's path leads to. */
export const BooleanEqualsPath = compareWithPath(booleans, comparisons.equals);
