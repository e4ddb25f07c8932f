import {
  compareWithLiteral,
  compareWithPath,
  type ComparableKind,
  type OperatorCompiler,
} from './choice-operator.ts';
import { comparisons } from './comparisons.ts';

const booleans: ComparableKind<boolean> = {
  name: 'a boolean',
  parse: (value) => (typeof value === 'boolean' ? value : undefined),
  order: (left, right) => Number(left) - Number(right),
};

/** BooleanEquals and BooleanEqualsPath. */
export const booleanOperators = {
  BooleanEquals: compareWithLiteral(booleans, comparisons.equals),
  BooleanEqualsPath: compareWithPath(booleans, comparisons.equals),
} as const satisfies Record<string, OperatorCompiler>;
