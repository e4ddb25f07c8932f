import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { timestamps } from '../kinds/timestamps.ts';

/** The Variable is a timestamp that is after or at the operand. */
export const TimestampGreaterThanEquals = compareWithLiteral(timestamps, comparisons.greaterThanEquals);

/** The Variable is a timestamp that is after or at the one that the operand's path leads to. */
export const TimestampGreaterThanEqualsPath = compareWithPath(timestamps, comparisons.greaterThanEquals);
