import type { Json } from '@edgestep/shared';

import type { OperatorCompiler } from '../choice-operator.ts';
import { booleanOperand } from '../type-test.ts';

/** The Variable leads somewhere, if the operand is true: the only operator that a missing value can satisfy. */
export const IsPresent: OperatorCompiler = (operand) => {
  const expected = booleanOperand(operand);
  return {
    // An indefinite path answers an array always; an empty one says that it led nowhere.
    test: (value, variable) =>
      (value !== undefined && (variable.definite || (value as readonly Json[]).length > 0)) === expected,
  };
};
