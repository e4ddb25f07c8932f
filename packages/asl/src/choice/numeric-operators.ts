import {
  compareWithLiteral,
  compareWithPath,
  type ComparableKind,
  type OperatorCompiler,
} from './choice-operator.ts';
import { comparisons } from './comparisons.ts';

const numerics: ComparableKind<number> = {
  name: 'a number',
  parse: (value) => (typeof value === 'number' ? value : undefined),
  order: (left, right) => left - right,
};

/** The Numeric… operators. */
export const numericOperators = {
  NumericEquals: compareWithLiteral(numerics, comparisons.equals),
  NumericEqualsPath: compareWithPath(numerics, comparisons.equals),
  NumericLessThan: compareWithLiteral(numerics, comparisons.lessThan),
  NumericLessThanPath: compareWithPath(numerics, comparisons.lessThan),
  NumericLessThanEquals: compareWithLiteral(numerics, comparisons.lessThanEquals),
  NumericLessThanEqualsPath: compareWithPath(numerics, comparisons.lessThanEquals),
  NumericGreaterThan: compareWithLiteral(numerics, comparisons.greaterThan),
  NumericGreaterThanPath: compareWithPath(numerics, comparisons.greaterThan),
  NumericGreaterThanEquals: compareWithLiteral(numerics, comparisons.greaterThanEquals),
  NumericGreaterThanEqualsPath: compareWithPath(numerics, comparisons.greaterThanEquals),
} as const satisfies Record<string, OperatorCompiler>;
