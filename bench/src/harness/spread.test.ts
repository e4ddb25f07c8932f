import { describe, expect, it } from 'vitest';

import { spreadOf } from './spread.ts';

describe('spreadOf', () => {
  it('takes the middle one of an odd number', () => {
    expect(spreadOf([30, 1, 2])).toEqual({ median: 2, min: 1, max: 30 });
  });

  it('takes the mean of the middle two of an even number', () => {
    expect(spreadOf([4, 1, 30, 2])).toEqual({ median: 3, min: 1, max: 30 });
  });

  it('is the figure itself for one', () => {
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
  });

  it('throws for none', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});
