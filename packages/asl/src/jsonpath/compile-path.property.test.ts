import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { outcomeOf } from '../../test/outcome-of.ts';
import { scopeOf } from '../../test/scope-of.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { QuerySyntaxError } from '../query/query-syntax-error.ts';
import { compilePath } from './compile-path.ts';

const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'length', '0', 'ü', ' ');
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false, 0, -1, 1.5, '', 'a', '1'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value as fc.Arbitrary<never>;

const pieces = fc.constantFrom(
  '$', '$$', '$v', '.', '..', '[', ']', '*', '?', '(', ')', '@', ',', ':', '-', '!', "'", '"', '\\', ' ',
  'a', 'b', '0', '1', '-1', '.a', '[0]', '[*]', '[1:]', "['a']", '[?(@.a)]', '[?(@.a == 1)]', '..a', '==', '<', '&&', '||',
  ' in ', '[1,2]', 'true', 'null', '\n', '𝒳',
); // prettier-ignore
const pathText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 8 }).map((parts) => `$${parts.join('')}`),
);

/** Segments that are always well-formed, with the reading that they should have. */
const definiteSegments = fc.array(
  fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((key) => ({ text: `.${key}`, key })),
    fc.constantFrom('__proto__', 'constructor', ' ', 'ü').map((key) => ({ text: `['${key}']`, key })),
    fc.integer({ min: 0, max: 4 }).map((key) => ({ text: `[${key}]`, key })),
  ),
  { maxLength: 5 },
);

describe('any text', () => {
  it('either compiles, or is refused with a QuerySyntaxError; evaluation throws QueryFailure alone', () => {
    fc.assert(
      fc.property(pathText, json, (text, input) => {
        const compiled = outcomeOf(() => compilePath(text));
        if ('thrown' in compiled) return compiled.thrown instanceof QuerySyntaxError;
        const scope = scopeOf(input, { variables: { v: input } });
        const value = compiled.value.read(scope);
        const evaluated = outcomeOf(() => compiled.value.evaluate(scope));
        const shapeFits = compiled.value.definite || value === undefined || Array.isArray(value);
        if ('thrown' in evaluated) return shapeFits && evaluated.thrown instanceof QueryFailure;
        return shapeFits && isDeepStrictEqual(evaluated.value, value);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a definite path', () => {
  it('reads what the same steps by hand read', () => {
    fc.assert(
      fc.property(definiteSegments, json, (segments, input) => {
        let expected: unknown = input;
        for (const { key } of segments) {
          const isContainer = typeof key === 'number' ? Array.isArray(expected) : isObject(expected);
          expected =
            isContainer && Object.hasOwn(expected as object, key) ? (expected as never)[key] : undefined;
        }
        const text = `$${segments.map((segment) => segment.text).join('')}`;
        expect(compilePath(text).read(scopeOf(input))).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds through .. every value that it finds itself', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b', 'c'), json, (outer, inner, input) => {
        const direct = compilePath(`$.${outer}.${inner}`).read(scopeOf(input));
        const all = compilePath(`$..${inner}`).read(scopeOf(input)) as readonly unknown[];
        expect(direct === undefined || all.includes(direct)).toBe(true);
      }),
    );
  });
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
