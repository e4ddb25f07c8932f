import type { Json, JsonObject } from '@edgestep/shared';
import fc from 'fast-check';

import { json } from './json.ts';
import { goodPath, pathText } from './path-text.ts';

const orders = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'] as const;
const operands: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  String: fc.constantFrom('', 'a', 'b'),
  Numeric: fc.constantFrom(0, 1, -2.5, 1e300),
  Timestamp: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T02:00:00.5+02:00'),
};

/** Mostly where there is something: what leads nowhere fails the rule. */
const variablePath = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('$', '$.a', '$.a', '$.b', '$v.a') },
  { weight: 1, arbitrary: goodPath },
);

const comparison: fc.Arbitrary<JsonObject> = fc.oneof(
  ...Object.entries(operands).map(([kind, operand]) =>
    fc.tuple(fc.constantFrom(...orders), operand).map(([order, value]) => ({ [kind + order]: value })),
  ),
  fc
    .tuple(fc.constantFrom(...Object.keys(operands)), fc.constantFrom(...orders), variablePath)
    .map(([kind, order, path]) => ({ [`${kind}${order}Path`]: path })),
  fc.boolean().map((value) => ({ BooleanEquals: value })),
  variablePath.map((path) => ({ BooleanEqualsPath: path })),
  fc.constantFrom('*', 'a*', '\\*', '*a*b*', '').map((pattern) => ({ StringMatches: pattern })),
  fc
    .tuple(
      fc.constantFrom('IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'),
      fc.boolean(),
    )
    .map(([operator, value]) => ({ [operator]: value })),
);

/** A choice rule of JSONPath, without its Next. */
export const choiceRule: fc.Arbitrary<JsonObject> = fc.letrec<{ rule: JsonObject }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(variablePath, comparison).map(([Variable, operator]) => ({ Variable, ...operator })),
    tie('rule').map((Not) => ({ Not })),
    fc
      .tuple(fc.constantFrom('And', 'Or'), fc.array(tie('rule'), { minLength: 1, maxLength: 3 }))
      .map(([operator, rules]) => ({ [operator]: rules })),
  ),
})).rule;

const anyOperator = fc.oneof(
  fc
    .tuple(fc.constantFrom(...Object.keys(operands)), fc.constantFrom(...orders))
    .map((parts) => parts.join('')),
  fc.constantFrom(
    'StringMatches',
    'BooleanEquals',
    'IsNull',
    'And',
    'Or',
    'Not',
    '__proto__',
    'toString',
    'Nope',
  ),
);
const anyRule: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.oneof(pathText, json), anyOperator, json, fc.dictionary(anyOperator, json, { maxKeys: 1 }))
  .map(([Variable, operator, operand, more]) => ({ Variable, [operator]: operand, ...more }));
const deepRule = fc.integer({ min: 50, max: 5_000 }).map((depth) => {
  let rule: JsonObject = { Variable: '$', IsPresent: true };
  for (let level = 0; level < depth; level += 1) rule = { Not: rule };
  return rule;
});

/** Choice rules, and what comes near to one. */
export const anyChoiceRule: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 60, arbitrary: choiceRule },
  { weight: 40, arbitrary: anyRule },
  { weight: 1, arbitrary: deepRule },
);
