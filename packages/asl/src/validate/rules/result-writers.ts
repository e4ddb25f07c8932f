import { statesOf } from '../../definition/blocks-of.ts';
import type { Rule } from '../rule.ts';

/** A result writer that has a Resource says which bucket it writes to (developer guide, "ResultWriter"). */
export const checkResultWriters: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Map' || state.resultWriter?.resource === undefined) continue;
    const { location, parameters, arguments: given } = state.resultWriter;
    const isJsonata = state.queryLanguage === 'JSONata';
    if ((isJsonata ? given : parameters) !== undefined) continue;
    const field = isJsonata ? 'Arguments' : 'Parameters';
    findings.add({
      code: 'SCHEMA_VALIDATION_FAILED',
      message: `These fields are required: [${field}]`,
      location,
    });
  }
};
