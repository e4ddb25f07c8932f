import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { strings } from '../kinds/strings.ts';

/** The Variable is a text that is greater than the operand. */
export const StringGreaterThan = compareWithLiteral(strings, comparisons.greaterThan);

/** The Variable is a text that is greater than the one that the operand's path leads to. */
export const StringGreaterThanPath = compareWithPath(strings, comparisons.greaterThan);
