import { statesOf } from '../../definition/blocks-of.ts';
import { assignmentsOf } from '../assignments.ts';
import { characterCount } from '../character-count.ts';
import type { Rule } from '../rule.ts';

/** The longest name of a variable, in characters. */
const variableNameCharactersMax = 80;

/** Variables have names that can be written in a query, and none is called `states`. */
export const checkVariableNames: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    for (const { name, location } of assignmentsOf(state)) {
      const refusal = refusalOf(name);
      if (name === 'states') {
        const message = "Cannot assign to reserved variable '$states'.";
        findings.add({ code: 'RESERVED_VARIABLE_NAME', message, location });
      } else if (refusal !== undefined) {
        const message = `Invalid variable name '${name}': ${refusal}`;
        findings.add({ code: 'INVALID_VARIABLE_NAME', message, location });
      }
    }
  }
};

function refusalOf(name: string): string | undefined {
  if (characterCount(name) > variableNameCharactersMax) {
    return `the variable name exceeds the ${variableNameCharactersMax}-character limit.`;
  }
  return namePattern.test(name) ? undefined : 'the variable name contains invalid characters.';
}

/** Unicode's identifiers. */
const namePattern = /^\p{ID_Start}\p{ID_Continue}*$/u;
