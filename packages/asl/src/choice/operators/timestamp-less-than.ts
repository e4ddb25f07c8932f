import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { timestamps } from '../kinds/timestamps.ts';

/** The Variable is a timestamp that is before the operand. */
export const TimestampLessThan = compareWithLiteral(timestamps, comparisons.lessThan);

/** The Variable is a timestamp that is before the one that the operand's path leads to. */
export const TimestampLessThanPath = compareWithPath(timestamps, comparisons.lessThan);
