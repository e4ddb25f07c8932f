import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CompiledRetrier } from '../compile/compiled-state.ts';
import { retryDelayMs } from './retry-delay.ts';

const retrier: CompiledRetrier = {
  errorEquals: ['States.ALL'],
  intervalSeconds: 1,
  maxAttempts: 3,
  backoffRate: 2,
  maxDelaySeconds: undefined,
  jitter: false,
};

function never(): number {
  throw new Error('asked for chance without jitter');
}

describe('the delay before a retry', () => {
  it.each<[Partial<CompiledRetrier>, readonly number[]]>([
    [{}, [1_000, 2_000, 4_000, 8_000]],
    [{ intervalSeconds: 3, backoffRate: 1.5 }, [3_000, 4_500, 6_750]],
    [{ backoffRate: 1 }, [1_000, 1_000, 1_000]],
    [{ intervalSeconds: 3, maxDelaySeconds: 5 }, [3_000, 5_000, 5_000]],
  ])('%j', (over, delays) => {
    expect(delays.map((_, count) => retryDelayMs({ ...retrier, ...over }, count, never))).toEqual(delays);
  });

  it.each([
    [0, 0],
    [0.5, 2_000],
    [0.999_999, 4_000],
  ])('is a random part of itself with full jitter: %d of 4 s', (chance, delayMs) => {
    expect(retryDelayMs({ ...retrier, jitter: true }, 2, () => chance)).toBe(delayMs);
  });

  it('is a whole number of milliseconds, and never longer than a year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.nat({ max: 99_999_999 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (intervalSeconds, backoffRate, count, chance) => {
          const jittered = { ...retrier, intervalSeconds, backoffRate, jitter: true };
          const delayMs = retryDelayMs(jittered, count, () => chance);
          expect(Number.isSafeInteger(delayMs)).toBe(true);
          expect(delayMs).toBeGreaterThanOrEqual(0);
          expect(delayMs).toBeLessThanOrEqual(31_536_000_000);
        },
      ),
    );
  });
});
