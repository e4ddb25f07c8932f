import { describe, expect, it } from 'vitest';

import { firstPlace, placeList, readPlaceList } from './place-list.ts';

describe('a list of places', () => {
  it('is short where places are near to each other', () => {
    expect(placeList([1041, 1044, 1046])).toBe('1041+3+2 ');
  });

  it('reads back what was added at several times, in order', () => {
    const text = [[1], [1041, 1044, 1046], [1100, 1101]].map(placeList).join('');
    expect(readPlaceList(text)).toEqual([1, 1041, 1044, 1046, 1100, 1101]);
    expect(firstPlace(text)).toBe(1);
    expect(firstPlace(placeList([1041, 1044]))).toBe(1041);
  });
});
