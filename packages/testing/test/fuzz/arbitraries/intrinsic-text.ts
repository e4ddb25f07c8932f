import fc from 'fast-check';

import { goodPath } from './path-text.ts';

/** How many arguments each function takes, at least and at most. */
const arities = {
  Format: [1, 4], StringToJson: [1, 1], JsonToString: [1, 1], StringSplit: [2, 2], Array: [0, 4], ArrayPartition: [2, 2],
  ArrayContains: [2, 2], ArrayRange: [3, 3], ArrayGetItem: [2, 2], ArrayLength: [1, 1], ArrayUnique: [1, 1],
  Base64Encode: [1, 1], Base64Decode: [1, 1], Hash: [2, 2], JsonMerge: [3, 3], MathRandom: [2, 3], MathAdd: [2, 2],
  UUID: [0, 0],
} as const; // prettier-ignore

const callee = fc.constantFrom(...Object.entries(arities));

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

/** Well-formed calls of intrinsic functions with any arguments, nested; now and then too few or too many. */
export const intrinsicCall: fc.Arbitrary<string> = fc.letrec<{ call: string }>((tie) => ({
  call: fc
    .tuple(
      callee,
      fc.array(fc.oneof({ maxDepth: 3 }, literal, goodPath, tie('call')), { minLength: 4, maxLength: 4 }),
      fc.nat(),
      fc.nat(30),
    )
    .map(([[name, [fewest, most]], args, more, oddity]) => {
      const count = oddity === 0 ? more % 5 : fewest + (more % (most - fewest + 1));
      return `States.${name}(${args.slice(0, count).join(', ')})`;
    }),
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
