import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalNumber, compareNumbers, doubleOf, isJsonNumber } from './json-number.ts';
import type { JsonNumber } from './json.ts';
import { parseJson } from './parse-json.ts';

function number(text: string): JsonNumber {
  const value = parseJson(text);
  if (!isJsonNumber(value)) throw new Error(`${text} is no number`);
  return value;
}

describe('numbers', () => {
  it.each([
    ['1', '1.0'],
    ['0', '-0.0'],
    ['100', '1e2'],
    ['1.5', '1.500'],
    ['0.015', '1.50E-2'],
    ['12345678901234567890', '1234567890123456789e1'],
    ['0', '0e99999'],
  ])('%s and %s are equal', (left, right) => {
    expect(compareNumbers(number(left), number(right))).toBe(0);
    expect(canonicalNumber(number(left))).toBe(canonicalNumber(number(right)));
  });

  it.each([
    ['12345678901234567890', '12345678901234567891'],
    ['-12345678901234567891', '-12345678901234567890'],
    ['9007199254740992', '9007199254740993'],
    ['9007199254740992.0', '9007199254740993'],
    ['-1e400', '1e400'],
    ['1e400', '1e401'],
    ['1e-400', '1.0'],
    ['-1e-400', '0'],
    ['0', '1e-400'],
    ['99999999999999999999', '100000000000000000000'],
    ['-1.0', '0.0'],
  ])('%s is less than %s', (left, right) => {
    expect(compareNumbers(number(left), number(right))).toBeLessThan(0);
    expect(compareNumbers(number(right), number(left))).toBeGreaterThan(0);
    expect(canonicalNumber(number(left))).not.toBe(canonicalNumber(number(right)));
  });

  it('are ordered as integers are, however long', () => {
    const integer = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
    const near = fc.tuple(integer, fc.bigInt({ min: -3n, max: 3n })).map(([n, by]) => [n, n + by] as const);
    fc.assert(
      fc.property(near, fc.constantFrom('', '.0', 'e0'), ([left, right], spelling) => {
        const [one, other] = [number(`${left}${spelling}`), number(String(right))];
        expect(Math.sign(compareNumbers(one, other))).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(canonicalNumber(one) === canonicalNumber(other)).toBe(left === right);
        expect(doubleOf(one)).toBe(Number(left));
      }),
    );
  });
});
