import { compareWithLiteral, compareWithPath } from '../choice-operator.ts';
import { comparisons } from '../comparisons.ts';
import { timestamps } from '../kinds/timestamps.ts';

/** The Variable is a timestamp that is the same instant as the operand. */
export const TimestampEquals = compareWithLiteral(timestamps, comparisons.equals);

/** The Variable is a timestamp that is the same instant as the one that the operand's path leads to. */
export const TimestampEqualsPath = compareWithPath(timestamps, comparisons.equals);
