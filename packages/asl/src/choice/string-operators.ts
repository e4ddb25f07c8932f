import {
  compareWithLiteral,
  compareWithPath,
  type ComparableKind,
  type OperatorCompiler,
} from './choice-operator.ts';
import { comparisons } from './comparisons.ts';

/** Texts, ordered by their UTF-16 code units as Java's compareTo orders them. */
const strings: ComparableKind<string> = {
  name: 'a string',
  parse: (value) => (typeof value === 'string' ? value : undefined),
  order: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
};

/** The String… operators. */
export const stringOperators = {
  StringEquals: compareWithLiteral(strings, comparisons.equals),
  StringEqualsPath: compareWithPath(strings, comparisons.equals),
  StringLessThan: compareWithLiteral(strings, comparisons.lessThan),
  StringLessThanPath: compareWithPath(strings, comparisons.lessThan),
  StringLessThanEquals: compareWithLiteral(strings, comparisons.lessThanEquals),
  StringLessThanEqualsPath: compareWithPath(strings, comparisons.lessThanEquals),
  StringGreaterThan: compareWithLiteral(strings, comparisons.greaterThan),
  StringGreaterThanPath: compareWithPath(strings, comparisons.greaterThan),
  StringGreaterThanEquals: compareWithLiteral(strings, comparisons.greaterThanEquals),
  StringGreaterThanEqualsPath: compareWithPath(strings, comparisons.greaterThanEquals),
} as const satisfies Record<string, OperatorCompiler>;
