import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

/** Names that come near to what a language could take for something else. */
export const memberName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'items', 'n') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'length', 'toString', '', ' ', 'a.b', '0', 'ü'),
  },
);

/** Values without parts; some compare as equal often. */
export const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, 1, -1, 2.5, 3, '', 'a', 'b', '7'),
  fc.constantFrom<Json>(
    Number.MAX_SAFE_INTEGER,
    1e308,
    -1e-320,
    '2026-01-01T00:00:00Z',
    '{"a":1}',
    'YWJj',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON value, small, with the names and values that queries of the other arbitraries ask for. */
export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(memberName, tie('value'), { maxKeys: 4 }),
  ),
})).value;
