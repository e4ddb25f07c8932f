import { booleanOperators } from './boolean-operators.ts';
import type { OperatorCompiler } from './choice-operator.ts';
import { numericOperators } from './numeric-operators.ts';
import { StringMatches } from './string-matches.ts';
import { stringOperators } from './string-operators.ts';
import { timestampOperators } from './timestamp-operators.ts';
import { typeOperators } from './type-operators.ts';

/** Every comparison operator of a choice rule on JSONPath, by its name in the definition. */
export const choiceOperators = {
  ...stringOperators,
  StringMatches,
  ...numericOperators,
  ...timestampOperators,
  ...booleanOperators,
  ...typeOperators,
} as const satisfies Record<string, OperatorCompiler>;

/** The name of a comparison operator: `StringEquals`, `NumericLessThanPath`, `IsPresent`, … */
export type ChoiceOperatorName = keyof typeof choiceOperators;

/** True for the name of a comparison operator. */
export function isChoiceOperatorName(name: string): name is ChoiceOperatorName {
  return Object.hasOwn(choiceOperators, name);
}
