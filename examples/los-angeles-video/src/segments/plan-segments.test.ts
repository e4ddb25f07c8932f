import { describe, expect, it } from 'vitest';

import { planSegments } from './plan-segments.ts';

const ranges = (frames: number, length: number) =>
  planSegments(frames, length).map((segment) => [segment.firstFrame, segment.lastFrame]);

describe('the segments of a recording', () => {
  it('follow each other without a gap', () => {
    expect(ranges(30, 10)).toEqual([
      [1, 10],
      [11, 20],
      [21, 30],
    ]);
  });

  it('take a short remainder into the last one, and make a long one a segment', () => {
    expect(ranges(23, 10)).toEqual([
      [1, 10],
      [11, 23],
    ]);
    expect(ranges(27, 10).at(-1)).toEqual([21, 27]);
  });

  it('are at least one', () => {
    expect(ranges(2, 10)).toEqual([[1, 2]]);
  });
});
