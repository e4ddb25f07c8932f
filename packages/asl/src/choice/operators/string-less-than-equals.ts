import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { strings } from '../kinds/strings.ts';

/** The Variable is a text that is less than or equal to the operand. */
export const StringLessThanEquals = compareWithLiteral(strings, comparisons.lessThanEquals);

/** The Variable is a text that is less than or equal to the one that the operand's path leads to. */
export const StringLessThanEqualsPath = compareWithPath(strings, comparisons.lessThanEquals);
