import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { JavaRandom } from './java-random.ts';

describe('the generator of java.util.Random', () => {
  // AWS answers these for $random(42), $random(0) and $random(7).
  it.each([
    [42n, 0.7275636800328681],
    [0n, 0.730967787376657],
    [7n, 0.7306990420600421],
  ])('draws %d first as %d', (seed, expected) => {
    expect(new JavaRandom(seed).nextDouble()).toBe(expected);
  });

  // Java 17 answers these for new Random(seed).nextLong(origin, bound).
  it.each([
    [42n, 1n, 1_000_000n, 519_356n],
    [7n, 0n, 16n, 8n],
    [3n, 1n, 10n, 3n],
    [-5n, -9_007_199_254_740_991n, 9_007_199_254_740_991n, 6_883_162_613_676_852n],
  ])('seeded with %d draws from %d to below %d: %d', (seed, origin, bound, expected) => {
    expect(new JavaRandom(seed).nextBetween(origin, bound)).toBe(expected);
  });

  it('stays in its range, whatever the seed', () => {
    const bound = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }), bound, bound, (seed, one, other) => {
        fc.pre(one !== other);
        const [origin, end] = one < other ? [one, other] : [other, one];
        const drawn = new JavaRandom(seed).nextBetween(origin, end);
        expect(drawn >= origin && drawn < end).toBe(true);
      }),
    );
  });
});
