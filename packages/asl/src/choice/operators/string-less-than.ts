import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { strings } from '../kinds/strings.ts';

/** The Variable is a text that is less than the operand. */
export const StringLessThan = compareWithLiteral(strings, comparisons.lessThan);

/** The Variable is a text that is less than the one that the operand's path leads to. */
export const StringLessThanPath = compareWithPath(strings, comparisons.lessThan);
