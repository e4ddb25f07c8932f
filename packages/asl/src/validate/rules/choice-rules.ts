import { compileChoiceRule } from '../../choice/compile-choice-rule.ts';
import { statesOf } from '../../definition/blocks-of.ts';
import type { ChoiceRule } from '../../definition/choice-rule.ts';
import { choicePathsOf } from '../../query-fields/choice-paths.ts';
import { QuerySyntaxError } from '../../query/query-syntax-error.ts';
import { tryCompilePath } from '../query-syntax.ts';
import type { Rule } from '../rule.ts';

/** Choice rules can be compiled: they do not nest without end. Their paths are the matter of `json-paths`. */
export const checkChoiceRules: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Choice') continue;
    for (const rule of state.choices) {
      const message = refusalOf(rule);
      if (message !== undefined) {
        findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location: rule.location });
      }
    }
  }
};

function refusalOf({ comparison, location }: ChoiceRule): string | undefined {
  if (comparison === undefined) return undefined;
  if (choicePathsOf(comparison, location).some(({ text }) => tryCompilePath(text) === undefined))
    return undefined;
  try {
    compileChoiceRule(comparison);
    return undefined;
  } catch (error) {
    if (error instanceof QuerySyntaxError) return error.message;
    throw error;
  }
}
