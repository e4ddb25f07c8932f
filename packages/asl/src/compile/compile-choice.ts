import { compileChoiceRule } from '../choice/compile-choice-rule.ts';
import type { ChoiceRule } from '../definition/choice-rule.ts';
import type { ChoiceState } from '../definition/choice-state.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import type { CompiledChoice, CompiledRule } from './compiled-state.ts';
import { compileFlow, jsonata, template } from './data-flow.ts';

export function compileChoice(state: ChoiceState): CompiledChoice {
  return {
    type: 'Choice',
    name: state.name,
    flow: compileFlow(state),
    next: undefined,
    follower: undefined,
    rules: state.choices.map((rule, index) => compileRule(state, rule, index)),
    defaultNext: state.default,
  };
}

function compileRule(state: ChoiceState, rule: ChoiceRule, index: number): CompiledRule {
  const at = `Choices[${index}]`;
  if (state.queryLanguage === 'JSONata') {
    return {
      condition: compileJsonataTemplate(rule.condition ?? false, `${at}/Condition`, 'boolean'),
      next: rule.next,
      assign: jsonata(rule.assign, `${at}/Assign`),
      output: jsonata(rule.output, `${at}/Output`),
    };
  }
  return {
    condition: compileChoiceRule(rule.comparison ?? {}),
    next: rule.next,
    assign: template(rule.assign),
    output: undefined,
  };
}
