import { compareTimestamps, parseTimestamp, type Timestamp } from '../timestamp/parse-timestamp.ts';
import {
  compareWithLiteral,
  compareWithPath,
  type ComparableKind,
  type OperatorCompiler,
} from './choice-operator.ts';
import { comparisons } from './comparisons.ts';

/** Timestamps, compared as instants. */
const timestamps: ComparableKind<Timestamp> = {
  name: 'an RFC 3339 timestamp',
  parse: (value) => (typeof value === 'string' ? parseTimestamp(value) : undefined),
  order: compareTimestamps,
};

/** The Timestamp… operators. */
export const timestampOperators = {
  TimestampEquals: compareWithLiteral(timestamps, comparisons.equals),
  TimestampEqualsPath: compareWithPath(timestamps, comparisons.equals),
  TimestampLessThan: compareWithLiteral(timestamps, comparisons.lessThan),
  TimestampLessThanPath: compareWithPath(timestamps, comparisons.lessThan),
  TimestampLessThanEquals: compareWithLiteral(timestamps, comparisons.lessThanEquals),
  TimestampLessThanEqualsPath: compareWithPath(timestamps, comparisons.lessThanEquals),
  TimestampGreaterThan: compareWithLiteral(timestamps, comparisons.greaterThan),
  TimestampGreaterThanPath: compareWithPath(timestamps, comparisons.greaterThan),
  TimestampGreaterThanEquals: compareWithLiteral(timestamps, comparisons.greaterThanEquals),
  TimestampGreaterThanEqualsPath: compareWithPath(timestamps, comparisons.greaterThanEquals),
} as const satisfies Record<string, OperatorCompiler>;
