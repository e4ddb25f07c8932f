import fc from 'fast-check';

const piece = fc.constantFrom(
  '$', '$$', '$v', '.', '..', '[', ']', '*', '?', '(', ')', '@', ',', ':', '-', '!', "'", '"', '\\', ' ',
  'a', 'b', '0', '1', '-1', '.a', '.b', '.items', '[0]', '[-1]', '[*]', '[1:]', '[0:2:1]', "['a']", "['a','b']", '[0,1]',
  '[?(@.a)]', '[?(@.a == 1)]', '[?(@ > 1 && @ < 3)]', '[?(@.b in [1])]', '..a', '..*', '==', '<', '&&', '||', ' in ',
  'true', 'null', '1e9', '99999999999999999999', '\n', '\ud800', '𝒳', '.length()', '.min()', '.concat("x")',
); // prettier-ignore

/** Segments that are whole: behind each other they make a path of every kind. */
const segment = fc.constantFrom(
  '.a', '.b', '.items', '.*', '[0]', '[-1]', '[*]', '[1:]', '[:-1]', '[0:2:1]', "['a']", "['a','b']", '[0,1]', '..a', '..*',
  '..[0]', '[?(@.a)]', '[?(@.a == 1)]', '[?(@ > 1 && @ < 3)]', '[?(@.b in [1])]', '[?(!@.a || @.b != $.a)]', '[?(@..a)]',
  "[?(@.a == 'b')]", '[?(@ == $.items)]', "['__proto__']", "['constructor']", "['\\'']", '[2147483647]',
); // prettier-ignore

/** Texts that are JSONPaths, or nearly, or nothing of the kind. */
export const pathText: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 2, arbitrary: fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.array(piece, { maxLength: 10 }).map((parts) => `$${parts.join('')}`) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('$', '$', '$$', '$v'), fc.array(segment, { maxLength: 5 }))
      .map(([root, segments]) => root + segments.join('')),
  },
);

/** Paths that are well-formed. */
export const goodPath: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('$', '$', '$', '$$', '$v', '$w'),
    fc.array(fc.constantFrom('.a', '.b', '.c', '.items', '.n', '[0]', "['a']"), { maxLength: 3 }),
  )
  .map(([root, segments]) => root + segments.join(''));
