import { statesOf } from '../../definition/blocks-of.ts';
import { parseTimestamp } from '../../timestamp/parse-timestamp.ts';
import type { Rule } from '../rule.ts';

/** A Timestamp that is no expression is a timestamp. */
export const checkWaitTimestamps: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Wait' || state.timestamp === undefined) continue;
    if (state.queryLanguage === 'JSONata' && state.timestamp.startsWith('{%')) continue;
    if (parseTimestamp(state.timestamp) !== undefined) continue;
    findings.add({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'String does not match RFC3339 timestamp',
      location: `${state.location}/Timestamp`,
    });
  }
};
