import { And } from './and.ts';
import type { LogicalOperator } from './logical-operator.ts';
import { Not } from './not.ts';
import { Or } from './or.ts';

/** The operators of a choice rule that stand over other rules, by their names in the definition. */
export const logicalOperators = { And, Or, Not } as const satisfies Record<string, LogicalOperator>;

/** True for `And`, `Or` and `Not`. */
export function isLogicalOperatorName(name: string): name is keyof typeof logicalOperators {
  return Object.hasOwn(logicalOperators, name);
}
