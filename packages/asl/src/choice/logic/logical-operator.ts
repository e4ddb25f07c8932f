import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { QuerySyntaxError } from '../../query/query-syntax-error.ts';
import type { ChoiceCondition } from '../choice-condition.ts';

/** Compiles a rule that stands inside another one. */
export type RuleCompiler = (rule: JsonObject) => ChoiceCondition;

/** Compiles an operator over rules. Throws QuerySyntaxError when the operand holds none. */
export type LogicalOperator = (operand: Json, compileRule: RuleCompiler) => ChoiceCondition;

/** The rules of an operand that is an array of them. */
export function compileRules(
  operand: Json,
  name: string,
  compileRule: RuleCompiler,
): readonly ChoiceCondition[] {
  if (!isJsonArray(operand) || operand.length === 0) return refuse(name);
  return operand.map((rule) => (isJsonObject(rule) ? compileRule(rule) : refuse(name)));
}

/** The variables that the conditions read, each once. */
export function variablesOf(conditions: readonly ChoiceCondition[]): readonly string[] {
  return [...new Set(conditions.flatMap((condition) => condition.variables))];
}

function refuse(name: string): never {
  throw new QuerySyntaxError(`${name} needs an array of choice rules`, '', 0);
}
