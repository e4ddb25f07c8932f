import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { scopeOf } from '../../test/scope-of.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import { choiceOperators } from './choice-operators.ts';
import { compileChoiceRule } from './compile-choice-rule.ts';

const ts = '2016-08-18T17:33:00Z';
const earlier = '2016-08-18T17:32:59Z';
const later = '2016-08-18T17:33:01Z';

/** For each operator: its operand, variables that it holds for, and variables that it does not. */
const operators: Record<string, [operand: Json, holds: Json[], fails: Json[]]> = {
  StringEquals: ['m', ['m'], ['n', ' m', 1, null]],
  StringLessThan: ['m', ['a', 'lz', 'M', ''], ['m', 'z', 1]],
  StringLessThanEquals: ['m', ['a', 'm'], ['ma', 1]],
  StringGreaterThan: ['m', ['z', 'ma'], ['m', 'a', 1]],
  StringGreaterThanEquals: ['m', ['z', 'm'], ['a', 1]],
  StringMatches: ['log-*.txt', ['log-.txt', 'log-x.txt', 'log-*.txt'], ['log.txt', 'log-x.txt.gz', '', 1]],
  NumericEquals: [5, [5, 5.0], [6, '5', null, true, [5]]],
  NumericLessThan: [5, [4.9, -1], [5, 6, '4']],
  NumericLessThanEquals: [5, [5, 4], [5.1, '5']],
  NumericGreaterThan: [5, [5.1], [5, 4, '6']],
  NumericGreaterThanEquals: [5, [5, 6], [4.9, '6']],
  BooleanEquals: [true, [true], [false, 'true', 1, null, {}]],
  TimestampEquals: [ts, [ts, '2016-08-18T18:33:00+01:00'], [later, '2016-08-18', null, 0]],
  TimestampLessThan: [ts, [earlier], [ts, later, 'a']],
  TimestampLessThanEquals: [ts, [earlier, ts], [later, '']],
  TimestampGreaterThan: [ts, [later], [ts, earlier, 'z']],
  TimestampGreaterThanEquals: [ts, [later, ts], [earlier, 'z']],
  IsNull: [true, [null], [0, '', false, [], {}]],
  IsNumeric: [true, [0, -1.5], ['0', null, true]],
  IsString: [true, ['', ts], [0, null, []]],
  IsBoolean: [true, [true, false], [0, 'true', null]],
  IsTimestamp: [true, [ts, '2012-10-09T19:00:55+01:00'], ['2012-10-09T19:00:55', '2023-02-24', '', 0]],
  IsPresent: [true, [null, 0, '', []], []],
};

function holds(rule: JsonObject, input: Json): boolean {
  return compileChoiceRule(rule).evaluate(scopeOf(input));
}

describe('an operator', () => {
  const literal = Object.entries(operators);

  it('is in the table above, with its Path', () => {
    const named = literal
      .flatMap(([name]) => [name, `${name}Path`])
      .filter((name) => name in choiceOperators);
    expect(named.toSorted()).toEqual(Object.keys(choiceOperators).toSorted());
  });

  it.each(literal)('%s', (name, [operand, holding, failing]) => {
    const rule = { Variable: '$.v', [name]: operand };
    expect(holding.map((v) => holds(rule, { v }))).toEqual(holding.map(() => true));
    expect(failing.map((v) => holds(rule, { v }))).toEqual(failing.map(() => false));
  });

  it.each(literal.filter(([name]) => `${name}Path` in choiceOperators))(
    '%sPath compares with what the path leads to',
    (name, [operand, holding, failing]) => {
      const rule = { Variable: '$.v', [`${name}Path`]: '$.other.operand' };
      const other = { operand };
      expect(holding.map((v) => holds(rule, { v, other }))).toEqual(holding.map(() => true));
      expect(failing.map((v) => holds(rule, { v, other }))).toEqual(failing.map(() => false));
      expect(holds(rule, { v: holding[0] as Json, other: { operand: {} } })).toBe(false);
    },
  );

  it.each(['IsNull', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'])(
    '%s: false asks for any other type',
    (name) => {
      const [, holding, failing] = operators[name] as [Json, Json[], Json[]];
      const rule = { Variable: '$.v', [name]: false };
      expect(failing.map((v) => holds(rule, { v }))).toEqual(failing.map(() => true));
      expect(holding.map((v) => holds(rule, { v }))).toEqual(holding.map(() => false));
    },
  );

  it('IsPresent is the one that a missing variable does not fail', () => {
    expect(holds({ Variable: '$.v', IsPresent: true }, {})).toBe(false);
    expect(holds({ Variable: '$.v', IsPresent: false }, {})).toBe(true);
    expect(holds({ Variable: '$.v[0]', IsPresent: true }, { v: [] })).toBe(false);
    expect(holds({ Variable: '$.v[?(@.a)]', IsPresent: true }, { v: [{}] })).toBe(false);
    expect(holds({ Variable: '$noSuchVariable', IsPresent: true }, {})).toBe(false);
  });
});

describe('a path that leads nowhere', () => {
  it.each([
    [{ Variable: '$.approved', BooleanEquals: true }, '$.approved'],
    [{ Variable: '$.approved', IsNull: true }, '$.approved'],
    [{ Variable: '$.approved', StringMatches: '*' }, '$.approved'],
    [{ Variable: '$.here', NumericEqualsPath: '$.right' }, '$.right'],
    [{ Variable: '$$.Task.Token', StringEquals: '' }, '$.Task.Token'],
    [{ Variable: '$total', NumericEquals: 1 }, '$total'],
  ] as [JsonObject, string][])('%j fails', (rule, path) => {
    expect(() => holds(rule, { here: 1 })).toThrow(
      expect.objectContaining({
        name: 'QueryFailure',
        error: 'States.Runtime',
        message: `Invalid path '${path}': The choice state's condition path references an invalid value.`,
      }),
    );
  });
});

describe('And, Or, Not', () => {
  const positive = { Variable: '$.n', NumericGreaterThan: 0 };
  const small = { Variable: '$.n', NumericLessThan: 10 };
  const missing = { Variable: '$.missing', IsNull: true };

  it('join their rules', () => {
    expect([5, -1, 11].map((n) => holds({ And: [positive, small], Next: 'A' }, { n }))).toEqual([
      true,
      false,
      false,
    ]);
    expect([5, -1, 11].map((n) => holds({ Or: [positive, small] }, { n }))).toEqual([true, true, true]);
    expect([5, -1, 11].map((n) => holds({ Not: { And: [positive, small] } }, { n }))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('stop as soon as the answer is known', () => {
    expect(holds({ And: [positive, missing] }, { n: -1 })).toBe(false);
    expect(holds({ Or: [positive, missing] }, { n: 1 })).toBe(true);
  });

  it('name the variables that their rules read', () => {
    const rule = {
      Or: [
        { Variable: '$total.sum', NumericEqualsPath: '$limit' },
        { Not: { Variable: '$total', IsNull: true } },
        positive,
      ],
    };
    expect(compileChoiceRule(rule).variables).toEqual(['total', 'limit']);
  });
});

describe('StringMatches', () => {
  it.each([
    ['*', 'anything', true],
    ['*', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['**', 'x', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a\\\\b', 'a\\b', true],
    ['\\**', '*x', true],
    ['*a*a*', 'a', false],
    ['?[a-z]+', '?[a-z]+', true],
    ['𝒳*', '𝒳y', true],
  ])('%s against %s: %s', (pattern, v, expected) => {
    expect(holds({ Variable: '$.v', StringMatches: pattern }, { v })).toBe(expected);
  });

  it('answers at once for a pattern that would make a regular expression hang', () => {
    const v = 'a'.repeat(200_000);
    expect(holds({ Variable: '$.v', StringMatches: `${'*a'.repeat(50)}*b` }, { v })).toBe(false);
  });
});

describe('what is no rule', () => {
  it.each([
    {},
    { Variable: '$.v' },
    { StringEquals: 'a' },
    { Variable: 1, StringEquals: 'a' },
    { Variable: 'v', StringEquals: 'a' },
    { Variable: '$.v', StringEquals: 1 },
    { Variable: '$.v', NumericEquals: '1' },
    { Variable: '$.v', TimestampEquals: '2016' },
    { Variable: '$.v', IsNull: 'true' },
    { Variable: '$.v', StringEqualsPath: 'right' },
    { Variable: '$.v', StringEqualsPath: 1 },
    { Variable: '$.v', StringMatches: 'a\\b' },
    { Variable: '$.v', StringMatches: 'a\\' },
    { Variable: '$.v', StringMatches: 1 },
    { Variable: '$.v', NumericSpicyThan: 1 },
    { Variable: '$.v', toString: 1 },
    { Variable: '$.v', StringEquals: 'a', NumericEquals: 1 },
    { And: [] },
    { And: {} },
    { And: [1] },
    { Or: [{ Variable: '$.v' }] },
    { Not: [] },
  ] as JsonObject[])('%j is refused', (rule) => {
    expect(() => compileChoiceRule(rule)).toThrow(QuerySyntaxError);
  });

  it('a rule that nests without end is refused', () => {
    let rule: JsonObject = { Variable: '$.v', IsNull: true };
    for (let depth = 0; depth < 2_000; depth++) rule = { Not: rule };
    expect(() => compileChoiceRule(rule)).toThrow(QuerySyntaxError);
  });
});
