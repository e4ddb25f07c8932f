import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outcomeOf } from '../../test/outcome-of.ts';
import { scopeOf } from '../../test/scope-of.ts';
import { compilePath } from '../jsonpath/compile-path.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import { parseReferencePath } from './parse-reference-path.ts';

function place(path: string, target: Json, value: Json): Json {
  return parseReferencePath(path).placeAt(target, value);
}

describe('placing a result', () => {
  it.each([
    ['$', { a: 1 }, 2, 2],
    ['$.b', { a: 1 }, 2, { a: 1, b: 2 }],
    ['$.a', { a: 1, b: 1 }, 2, { a: 2, b: 1 }],
    ['$.b.c.d', { a: 1 }, 2, { a: 1, b: { c: { d: 2 } } }],
    ["$['b c'].d", {}, 2, { 'b c': { d: 2 } }],
    ['$[1].p', [{}, { id: 7 }, 3], 2, [{}, { id: 7, p: 2 }, 3]],
    ['$.a[0]', { a: [1, 5] }, 2, { a: [2, 5] }],
  ] as [string, Json, Json, Json][])('%s into %j', (path, target, value, expected) => {
    expect(place(path, target, value)).toEqual(expected);
  });

  it('keeps what lies beside the way, and the value, by identity', () => {
    const target = { kept: { big: [1] }, way: { kept: {} } };
    const value = { result: true };
    const placed = place('$.way.new', target, value) as typeof target & { way: { new: unknown } };
    expect(placed.kept).toBe(target.kept);
    expect(placed.way.kept).toBe(target.way.kept);
    expect(placed.way.new).toBe(value);
    expect(target).toEqual({ kept: { big: [1] }, way: { kept: {} } });
  });

  it('takes __proto__ for a member like any other', () => {
    const placed = place('$.__proto__.polluted', {}, 1) as Record<string, Json>;
    expect(JSON.stringify(placed)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['$.x', 'text', 'Unable to apply step "x" to input "text"'],
    ['$.x', null, 'Unable to apply step "x" to input null'],
    ['$.x', [1], 'Unable to apply step "x" to input [1]'],
    ['$.a.b', { a: 1 }, 'Unable to apply step "b" to input 1'],
    ['$[0]', { a: 1 }, 'Unable to apply step "0" to input {"a":1}'],
    ['$[1]', [1], 'Unable to apply step "1" to input [1]'],
    ['$.a[0]', {}, 'Unable to apply step "0" to input nothing'],
  ] as [string, Json, string][])('%s into %j fails', (path, target, cause) => {
    expect(() => place(path, target, 1)).toThrow(
      expect.objectContaining({
        name: 'QueryFailure',
        error: 'States.ResultPathMatchFailure',
        message: cause,
      }),
    );
  });

  it.each([
    '',
    'a',
    '$.a[*]',
    '$..a',
    '$[-1]',
    '$[0:1]',
    "$['a','b']",
    '$[?(@.a)]',
    '$$.a',
    '$v.a',
    '$.',
    '$.a b',
  ])('%j is refused', (text) => {
    expect(() => parseReferencePath(text)).toThrow(QuerySyntaxError);
  });

  it('is read back from where it was placed', () => {
    const step = fc.oneof(fc.constantFrom('.a', '.b', "['__proto__']"), fc.constantFrom('[0]', '[1]'));
    const path = fc.array(step, { maxLength: 4 }).map((steps) => `$${steps.join('')}`);
    fc.assert(
      fc.property(path, fc.jsonValue(), fc.jsonValue(), (text, target, value) => {
        const placed = outcomeOf(() => place(text, target as Json, value as Json));
        const found = 'thrown' in placed ? placed.thrown : compilePath(text).read(scopeOf(placed.value));
        expect(found).toSatisfy((it) => it === value || it instanceof QueryFailure);
      }),
    );
  });
});
