import fc from 'fast-check';

import { goodPath } from './path-text.ts';

const names = [
  'Format', 'StringToJson', 'JsonToString', 'StringSplit', 'Array', 'ArrayPartition', 'ArrayContains', 'ArrayRange',
  'ArrayGetItem', 'ArrayLength', 'ArrayUnique', 'Base64Encode', 'Base64Decode', 'Hash', 'JsonMerge', 'MathRandom',
  'MathAdd', 'UUID',
] as const; // prettier-ignore

const literal = fc.oneof(
  fc.constantFrom(
    "'{}'",
    "'{} {}'",
    "'a,b'",
    "','",
    "''",
    "'\\''",
    "'SHA-256'",
    "'MD5'",
    "'YWJj'",
    "'{\\\\'",
    "'\ud800'",
  ),
  fc.constantFrom('0', '1', '-1', '1000', '1001', '2.5', '1e400', '-2147483649', 'true', 'false', 'null'),
);

/** Well-formed calls of intrinsic functions with any arguments, nested. */
export const intrinsicCall: fc.Arbitrary<string> = fc.letrec<{ call: string }>((tie) => ({
  call: fc
    .tuple(
      fc.constantFrom(...names),
      fc.array(fc.oneof({ maxDepth: 3 }, literal, goodPath, tie('call')), { maxLength: 4 }),
    )
    .map(([name, args]) => `States.${name}(${args.join(', ')})`),
})).call;

/** Calls, and texts that come near to one. */
export const intrinsicText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: intrinsicCall },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        intrinsicCall,
        fc.nat(60),
        fc.constantFrom('', '(', ')', ',', "'", '\\', '$', '.', ' ', 'x', '\ud800'),
      )
      .map(([text, place, put]) => text.slice(0, place) + put + text.slice(place + 1)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `States.${text}`) },
);
