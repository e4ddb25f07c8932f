import { isDeepStrictEqual } from 'node:util';

import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonEquals } from './json-equals.ts';

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('equal JSON values', () => {
  it('are the same whatever the order of their members', () => {
    expect(jsonEquals({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
  });

  it.each<[Json, Json]>([
    [1, '1'],
    [null, {}],
    [[], {}],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 1]],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: null }, { b: null }],
    [{ toString: 1 }, { valueOf: 1 }],
  ])('%j is not %j', (left, right) => {
    expect(jsonEquals(left, right)).toBe(false);
    expect(jsonEquals(right, left)).toBe(false);
  });

  it('equal their own copies', () => {
    fc.assert(fc.property(json, (value) => jsonEquals(value, structuredClone(value))));
  });

  it('are those that Node finds equal', () => {
    fc.assert(
      fc.property(json, json, (left, right) => jsonEquals(left, right) === isDeepStrictEqual(left, right)),
    );
  });
});
