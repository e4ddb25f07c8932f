import { describe, expect, it } from 'vitest';

import { findBlobs } from './blobs.ts';
import { mergeTouching } from './merge-boxes.ts';

/** A mask from a drawing: `#` is set. */
function maskOf(...rows: string[]) {
  const width = rows[0]?.length ?? 0;
  const bits = Uint8Array.from(rows.join(''), (mark) => (mark === '#' ? 1 : 0));
  return { width, height: rows.length, bits };
}

describe('the blobs of a mask', () => {
  it('are its connected regions, diagonals included, the largest first', () => {
    const blobs = findBlobs(maskOf('##......', '..#...##', '......##', '......##'), 0);
    expect(blobs).toEqual([
      { area: 6 / 32, left: 6 / 8, top: 1 / 4, right: 1, bottom: 1 },
      { area: 3 / 32, left: 0, top: 0, right: 3 / 8, bottom: 2 / 4 },
    ]);
  });

  it('do not wrap around the border', () => {
    expect(findBlobs(maskOf('...#', '#...'), 0)).toHaveLength(2);
  });

  it('leave out what is too small', () => {
    expect(findBlobs(maskOf('#..##', '....#'), 0.2)).toHaveLength(1);
  });

  it('are one car where their boxes touch, through any number of parts', () => {
    const parts = findBlobs(maskOf('##....##', '........', '.###....', '..#.....'), 0);
    expect(mergeTouching(parts)).toHaveLength(3);
    const touching = findBlobs(maskOf('####..##', '#..#....', '#.......', '...#....'), 0);
    expect(mergeTouching(touching)).toHaveLength(2);
  });
});
