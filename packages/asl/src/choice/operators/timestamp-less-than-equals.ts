import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { timestamps } from '../kinds/timestamps.ts';

/** The Variable is a timestamp that is before or at the operand. */
export const TimestampLessThanEquals = compareWithLiteral(timestamps, comparisons.lessThanEquals);

/** The Variable is a timestamp that is before or at the one that the operand's path leads to. */
export const TimestampLessThanEqualsPath = compareWithPath(timestamps, comparisons.lessThanEquals);
