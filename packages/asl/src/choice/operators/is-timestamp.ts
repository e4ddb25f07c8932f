import { parseTimestamp } from '../../timestamp/parse-timestamp.ts';
import { typeTest } from '../type-test.ts';

/** The Variable is a text in the form of an RFC 3339 timestamp, if the operand is true; it is not, if the operand is false. */
export const IsTimestamp = typeTest(
  (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
);
