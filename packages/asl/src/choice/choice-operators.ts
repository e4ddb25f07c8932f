import type { OperatorCompiler } from './choice-operator.ts';
import { BooleanEquals, BooleanEqualsPath } from './operators/boolean-equals.ts';
import { IsBoolean } from './operators/is-boolean.ts';
import { IsNull } from './operators/is-null.ts';
import { IsNumeric } from './operators/is-numeric.ts';
import { IsPresent } from './operators/is-present.ts';
import { IsString } from './operators/is-string.ts';
import { IsTimestamp } from './operators/is-timestamp.ts';
import { NumericEquals, NumericEqualsPath } from './operators/numeric-equals.ts';
import { NumericGreaterThan, NumericGreaterThanPath } from './operators/numeric-greater-than.ts';
import {
  NumericGreaterThanEquals,
  NumericGreaterThanEqualsPath,
} from './operators/numeric-greater-than-equals.ts';
import { NumericLessThan, NumericLessThanPath } from './operators/numeric-less-than.ts';
import { NumericLessThanEquals, NumericLessThanEqualsPath } from './operators/numeric-less-than-equals.ts';
import { StringEquals, StringEqualsPath } from './operators/string-equals.ts';
import { StringGreaterThan, StringGreaterThanPath } from './operators/string-greater-than.ts';
import {
  StringGreaterThanEquals,
  StringGreaterThanEqualsPath,
} from './operators/string-greater-than-equals.ts';
import { StringLessThan, StringLessThanPath } from './operators/string-less-than.ts';
import { StringLessThanEquals, StringLessThanEqualsPath } from './operators/string-less-than-equals.ts';
import { StringMatches } from './operators/string-matches.ts';
import { TimestampEquals, TimestampEqualsPath } from './operators/timestamp-equals.ts';
import { TimestampGreaterThan, TimestampGreaterThanPath } from './operators/timestamp-greater-than.ts';
import {
  TimestampGreaterThanEquals,
  TimestampGreaterThanEqualsPath,
} from './operators/timestamp-greater-than-equals.ts';
import { TimestampLessThan, TimestampLessThanPath } from './operators/timestamp-less-than.ts';
import {
  TimestampLessThanEquals,
  TimestampLessThanEqualsPath,
} from './operators/timestamp-less-than-equals.ts';

/** Every comparison operator of a choice rule on JSONPath, by its name in the definition. */
export const choiceOperators = {
  StringEquals,
  StringEqualsPath,
  StringLessThan,
  StringLessThanPath,
  StringLessThanEquals,
  StringLessThanEqualsPath,
  StringGreaterThan,
  StringGreaterThanPath,
  StringGreaterThanEquals,
  StringGreaterThanEqualsPath,
  StringMatches,
  NumericEquals,
  NumericEqualsPath,
  NumericLessThan,
  NumericLessThanPath,
  NumericLessThanEquals,
  NumericLessThanEqualsPath,
  NumericGreaterThan,
  NumericGreaterThanPath,
  NumericGreaterThanEquals,
  NumericGreaterThanEqualsPath,
  TimestampEquals,
  TimestampEqualsPath,
  TimestampLessThan,
  TimestampLessThanPath,
  TimestampLessThanEquals,
  TimestampLessThanEqualsPath,
  TimestampGreaterThan,
  TimestampGreaterThanPath,
  TimestampGreaterThanEquals,
  TimestampGreaterThanEqualsPath,
  BooleanEquals,
  BooleanEqualsPath,
  IsNull,
  IsNumeric,
  IsString,
  IsBoolean,
  IsTimestamp,
  IsPresent,
} as const satisfies Record<string, OperatorCompiler>;

/** The name of a comparison operator: `StringEquals`, `NumericLessThanPath`, `IsPresent`, … */
export type ChoiceOperatorName = keyof typeof choiceOperators;

/** True for the name of a comparison operator. */
export function isChoiceOperatorName(name: string): name is ChoiceOperatorName {
  return Object.hasOwn(choiceOperators, name);
}
