import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { strings } from '../kinds/strings.ts';

/** The Variable is a text that equals the operand. */
export const StringEquals = compareWithLiteral(strings, comparisons.equals);

/** The Variable is a text that equals the one that the operand's path leads to. */
export const StringEqualsPath = compareWithPath(strings, comparisons.equals);
