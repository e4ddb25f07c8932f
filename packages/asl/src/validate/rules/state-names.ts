import { statesOf } from '../../definition/blocks-of.ts';
import { characterCount } from '../character-count.ts';
import type { Rule } from '../rule.ts';

/** The longest name of a state, in characters (code points). */
const stateNameCharactersMax = 80;

/** Names are short, and each is used once in the whole state machine. */
export const checkStateNames: Rule = (definition, findings) => {
  const seen = new Set<string>();
  for (const { name, location } of statesOf(definition)) {
    if (characterCount(name) > stateNameCharactersMax) {
      const message = `State name '${name}' exceeds the ${stateNameCharactersMax}-character limit allowed by the service`;
      findings.add({ code: 'INVALID_STATE_NAME', message, location });
    }
    if (seen.has(name)) {
      findings.add({ code: 'DUPLICATE_STATE_NAME', message: `Duplicate State name: ${name}`, location });
    }
    seen.add(name);
  }
};
