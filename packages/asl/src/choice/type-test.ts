import type { Json } from '@edgestep/shared';

import { needValue, refuseOperand, type OperatorCompiler } from './choice-operator.ts';

/** An operator that asks for the type of a value; its operand says which answer satisfies it. */
export function typeTest(isOfType: (value: Json) => boolean): OperatorCompiler {
  return (operand) => {
    const expected = booleanOperand(operand);
    return { test: (value, variable) => isOfType(needValue(value, variable)) === expected };
  };
}

export function booleanOperand(operand: Json): boolean {
  return typeof operand === 'boolean' ? operand : refuseOperand(operand, 'a boolean');
}
