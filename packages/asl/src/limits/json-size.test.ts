import type { Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { exceedsJsonSize } from './json-size.ts';

describe('the size of a value', () => {
  it('is that of its JSON text, as long as nothing in it is escaped', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', ' ') });
    const json = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, true, false, 0, 9, 10, 999, 1_000, -1, -0),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        text,
        fc.array(tie('node')),
        fc.dictionary(text, tie('node')),
      ),
    })).node as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(json, (value) => {
        const { length } = JSON.stringify(value);
        expect([exceedsJsonSize(value, length - 1), exceedsJsonSize(value, length)]).toEqual([true, false]);
      }),
    );
  });

  it('is known at once for a value whose text no memory could hold', () => {
    let value: Json = 'x';
    for (let depth = 0; depth < 200; depth++) value = [value, value];
    expect(exceedsJsonSize(value, 1_000_000)).toBe(true);
  });

  it('is known for a value that nests as deep as a text can', () => {
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as Json;
    expect([exceedsJsonSize(deep, 200_000), exceedsJsonSize(deep, 199_999)]).toEqual([false, true]);
  });
});
