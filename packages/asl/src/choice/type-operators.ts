import type { Json } from '@edgestep/shared';

import { parseTimestamp } from '../timestamp/parse-timestamp.ts';
import { needValue, refuseOperand, type OperatorCompiler } from './choice-operator.ts';

/** The operators that ask for the type of a value, and IsPresent, the only one that a missing value satisfies. */
export const typeOperators = {
  IsNull: typeTest((value) => value === null),
  IsNumeric: typeTest((value) => typeof value === 'number'),
  IsString: typeTest((value) => typeof value === 'string'),
  IsBoolean: typeTest((value) => typeof value === 'boolean'),
  IsTimestamp: typeTest((value) => typeof value === 'string' && parseTimestamp(value) !== undefined),
  IsPresent: (operand) => {
    const expected = booleanOperand(operand);
    return {
      // An indefinite path answers an array always; an empty one says that it led nowhere.
      test: (value, variable) =>
        (value !== undefined && (variable.definite || (value as readonly Json[]).length > 0)) === expected,
    };
  },
} as const satisfies Record<string, OperatorCompiler>;

function typeTest(isOfType: (value: Json) => boolean): OperatorCompiler {
  return (operand) => {
    const expected = booleanOperand(operand);
    return { test: (value, variable) => isOfType(needValue(value, variable)) === expected };
  };
}

function booleanOperand(operand: Json): boolean {
  return typeof operand === 'boolean' ? operand : refuseOperand(operand, 'a boolean');
}
