import { isJsonObject } from '@edgestep/shared';

import { QuerySyntaxError } from '../../query/query-syntax-error.ts';
import type { LogicalOperator } from './logical-operator.ts';

/** The rule does not hold. */
export const Not: LogicalOperator = (operand, compileRule) => {
  if (!isJsonObject(operand)) throw new QuerySyntaxError('Not needs a choice rule', '', 0);
  const negated = compileRule(operand);
  return { variables: negated.variables, evaluate: (scope) => !negated.evaluate(scope) };
};
