import { describe, expect, it } from 'vitest';

import { timeoutOf, timeoutOfRedrive } from './execution-time.ts';

const YEAR = 31_536_000;

describe('the time that an execution has', () => {
  it('is what its definition says, and never more than its type allows', () => {
    expect(timeoutOf('STANDARD', 60)).toBe(60);
    expect(timeoutOf('STANDARD', undefined)).toBe(YEAR);
    expect(timeoutOf('STANDARD', 99_999_999)).toBe(YEAR);
    expect(timeoutOf('EXPRESS', undefined)).toBe(300);
    expect(timeoutOf('EXPRESS', 3_600)).toBe(300);
    expect(timeoutOf('EXPRESS', 10)).toBe(10);
  });

  it('begins anew with a redrive, but for the longest time', () => {
    expect(timeoutOfRedrive(60, 0, 5_000_000)).toBe(60);
    expect(timeoutOfRedrive(undefined, 0, 100_000)).toBe(YEAR - 100);
    expect(timeoutOfRedrive(3_600, 0, (YEAR - 60) * 1_000)).toBe(60);
  });
});
