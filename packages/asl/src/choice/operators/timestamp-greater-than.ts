import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { timestamps } from '../kinds/timestamps.ts';

/** The Variable is a timestamp that is after the operand. */
export const TimestampGreaterThan = compareWithLiteral(timestamps, comparisons.greaterThan);

/** The Variable is a timestamp that is after the one that the operand's path leads to. */
export const TimestampGreaterThanPath = compareWithPath(timestamps, comparisons.greaterThan);
