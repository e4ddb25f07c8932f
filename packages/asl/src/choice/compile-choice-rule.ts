import type { Json, JsonObject } from '@edgestep/shared';

import { compilePath } from '../jsonpath/compile-path.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import { syntaxDepthMax } from '../limits/query-limits.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import type { ChoiceCondition } from './choice-condition.ts';
import type { CompiledOperator } from './choice-operator.ts';
import { choiceOperators, isChoiceOperatorName } from './choice-operators.ts';
import { isLogicalOperatorName, logicalOperators } from './logic/logical-operators.ts';

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
  return isLogicalOperatorName(name)
    ? logicalOperators[name](operand, (inner) => compileRule(inner, depth + 1))
    : compileComparison(rule, name, operand);
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

function refuse(message: string, text = ''): never {
  throw new QuerySyntaxError(text === '' ? message : `${message}, not ${text}`, text, 0);
}
