import { compileRules, variablesOf, type LogicalOperator } from './logical-operator.ts';

/** A rule holds; after the first that does, no other is looked at. */
export const Or: LogicalOperator = (operand, compileRule) => {
  const rules = compileRules(operand, 'Or', compileRule);
  return { variables: variablesOf(rules), evaluate: (scope) => rules.some((rule) => rule.evaluate(scope)) };
};
