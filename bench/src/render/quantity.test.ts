import { describe, expect, it } from 'vitest';

import { duration, rate, threeDigits, times } from './quantity.ts';

describe('quantities for people', () => {
  it.each([
    [0.1234, '0.123'],
    [4.5678, '4.57'],
    [118_432, '118,000'],
    [0, '0'],
  ])('writes %d to three digits', (value, text) => {
    expect(threeDigits(value)).toBe(text);
  });

  it.each([
    [0.12, '120 ns'],
    [4.56, '4.56 µs'],
    [12_700, '12.7 ms'],
    [1_234_000, '1.23 s'],
    [-300, '-300 µs'],
  ])('writes %d microseconds in the unit that suits them', (us, text) => {
    expect(duration(us)).toBe(text);
  });

  it('writes how far the rounds reach from the median', () => {
    expect(rate({ median: 1_000, min: 910, max: 1_020 })).toBe('1,000 ±9 %');
  });

  it('writes factors', () => {
    expect([times(2.345), times(27.9)]).toEqual(['2.35×', '28×']);
  });
});
