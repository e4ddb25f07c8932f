import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { compilePath } from '../jsonpath/compile-path.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import { syntaxDepthMax } from '../limits/query-limits.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import type { ChoiceCondition } from './choice-condition.ts';
import type { CompiledOperator } from './choice-operator.ts';
import { choiceOperators, isChoiceOperatorName } from './choice-operators.ts';

/** The members of a rule that are no test. */
const otherMembers: ReadonlySet<string> = new Set(['Next', 'Assign', 'Comment', 'Output', 'Variable']);

/**
 * Compiles a choice rule on JSONPath: one comparison of a Variable, or And, Or, Not. `Next`, `Assign` and
 * `Comment` may be there and are passed over. Throws QuerySyntaxError when the rule is none.
 */
export function compileChoiceRule(rule: JsonObject): ChoiceCondition {
  return compileRule(rule, 0);
}

function compileRule(rule: JsonObject, depth: number): ChoiceCondition {
  if (depth > syntaxDepthMax) refuse(`A choice rule nests deeper than ${syntaxDepthMax} levels`);
  const tests = Object.keys(rule).filter((member) => !otherMembers.has(member));
  const [name] = tests;
  if (name === undefined || tests.length > 1)
    refuse('A choice rule needs exactly one operator', tests.join(', '));
  const operand = rule[name] as Json;
  switch (name) {
    case 'And': {
      const rules = compileRules(operand, name, depth);
      return {
        variables: variablesOf(rules),
        evaluate: (scope) => rules.every((each) => each.evaluate(scope)),
      };
    }
    case 'Or': {
      const rules = compileRules(operand, name, depth);
      return {
        variables: variablesOf(rules),
        evaluate: (scope) => rules.some((each) => each.evaluate(scope)),
      };
    }
    case 'Not': {
      if (!isJsonObject(operand)) refuse('Not needs a choice rule');
      const negated = compileRule(operand, depth + 1);
      return { variables: negated.variables, evaluate: (scope) => !negated.evaluate(scope) };
    }
    default:
      return compileComparison(rule, name, operand);
  }
}

function compileRules(operand: Json, name: string, depth: number): readonly ChoiceCondition[] {
  if (!isJsonArray(operand) || operand.length === 0) refuse(`${name} needs an array of choice rules`);
  return operand.map((rule) => {
    if (!isJsonObject(rule)) refuse(`${name} needs an array of choice rules`);
    return compileRule(rule, depth + 1);
  });
}

function compileComparison(rule: JsonObject, name: string, operand: Json): ChoiceCondition {
  if (!isChoiceOperatorName(name)) refuse('A comparison operator, And, Or or Not expected', name);
  const variableText = rule['Variable'];
  if (typeof variableText !== 'string') refuse(`${name} needs a Variable`);
  const variable = compilePath(variableText);
  const { test, operandPath }: CompiledOperator = choiceOperators[name](operand);
  return {
    variables: variableNames(operandPath === undefined ? [variable] : [variable, operandPath]),
    evaluate: (scope) => test(variable.read(scope), variable, scope),
  };
}

function variableNames(paths: readonly CompiledPath[]): readonly string[] {
  const names = paths.flatMap(({ root }) => (root.kind === 'variable' ? [root.name] : []));
  return [...new Set(names)];
}

function variablesOf(conditions: readonly ChoiceCondition[]): readonly string[] {
  return [...new Set(conditions.flatMap((condition) => condition.variables))];
}

function refuse(message: string, text = ''): never {
  throw new QuerySyntaxError(text === '' ? message : `${message}, not ${text}`, text, 0);
}
