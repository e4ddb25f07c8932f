import { statesOf } from '../../definition/blocks-of.ts';
import { characterCount } from '../character-count.ts';
import type { Rule } from '../rule.ts';

/** The longest label, in characters. */
const labelCharactersMax = 40;

/** Labels become part of ARNs: they are short, without special characters, and each is used once. */
export const checkLabels: Rule = (definition, findings) => {
  const seen = new Set<string>();
  for (const state of statesOf(definition)) {
    if (state.type !== 'Map' || state.label === undefined) continue;
    const location = `${state.location}/Label`;
    const refusal = refusalOf(state.label);
    if (refusal !== undefined) {
      findings.add({
        code: 'INVALID_LABEL_NAME',
        message: `Label name '${state.label}' ${refusal}`,
        location,
      });
    }
    if (seen.has(state.label)) {
      const message = `Duplicate Label name: ${state.label}`;
      findings.add({ code: 'DUPLICATE_LABEL_NAME', message, location });
    }
    seen.add(state.label);
  }
};

function refusalOf(label: string): string | undefined {
  if (label === '') return 'cannot be empty';
  if (characterCount(label) > labelCharactersMax) {
    return `exceeds the ${labelCharactersMax}-character limit allowed by the service`;
  }
  return forbidden.test(label) ? 'contains invalid characters' : undefined;
}

/** White space, wildcards, brackets, special and control characters. */
const forbidden = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/;
