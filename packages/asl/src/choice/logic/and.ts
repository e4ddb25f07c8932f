import { compileRules, variablesOf, type LogicalOperator } from './logical-operator.ts';

/** Every rule holds; after the first that does not, no other is looked at. */
export const And: LogicalOperator = (operand, compileRule) => {
  const rules = compileRules(operand, 'And', compileRule);
  return { variables: variablesOf(rules), evaluate: (scope) => rules.every((rule) => rule.evaluate(scope)) };
};
