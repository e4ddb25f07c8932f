import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { strings } from '../kinds/strings.ts';

/** The Variable is a text that is greater than or equal to the operand. */
export const StringGreaterThanEquals = compareWithLiteral(strings, comparisons.greaterThanEquals);

/** The Variable is a text that is greater than or equal to the one that the operand's path leads to. */
export const StringGreaterThanEqualsPath = compareWithPath(strings, comparisons.greaterThanEquals);
