import { compareTimestamps, parseTimestamp, type Timestamp } from '../../timestamp/parse-timestamp.ts';
import type { ComparableKind } from '../choice-operator.ts';

/** Timestamps, compared as instants. */
export const timestamps: ComparableKind<Timestamp> = {
  name: 'an RFC 3339 timestamp',
  parse: (value) => (typeof value === 'string' ? parseTimestamp(value) : undefined),
  order: compareTimestamps,
};
