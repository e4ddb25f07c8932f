import { describe, expect, it } from 'vitest';

import type { Track } from '../motion/tracks.ts';
import { countCars } from './count-cars.ts';
import { summarise, type SegmentResult } from './summarise.ts';

function track(firstFrame: number, lastFrame: number, left: number, fromTop: number, toTop: number): Track {
  const box = (top: number) => ({ left, top, right: left + 0.2, bottom: top + 0.4 });
  return { firstFrame, lastFrame, firstBox: box(fromTop), lastBox: box(toTop), peakArea: 0.08 };
}

describe('the cars of a recording', () => {
  it('are counted once when they cross the border of two segments', () => {
    const cars = countCars([[track(8, 10, 0.1, 0, 0.3)], [track(11, 14, 0.1, 0.35, 0.6)]]);
    expect(cars).toEqual([{ firstFrame: 8, lastFrame: 14, direction: 'down', peakArea: 0.08 }]);
  });

  it('are two when the one left before the border, or at another place', () => {
    expect(countCars([[track(6, 9, 0.1, 0, 0.3)], [track(11, 14, 0.1, 0.35, 0.6)]])).toHaveLength(2);
    expect(countCars([[track(8, 10, 0.1, 0, 0.3)], [track(11, 14, 0.7, 0.35, 0.6)]])).toHaveLength(2);
  });

  it('go up when they end further up', () => {
    expect(countCars([[track(1, 5, 0.1, 0.6, 0)]])[0]?.direction).toBe('up');
  });
});

describe('the summary', () => {
  const result = (index: number, cars: number, more: Partial<SegmentResult> = {}): SegmentResult => ({
    index,
    firstFrame: index * 10 + 1,
    lastFrame: index * 10 + 10,
    cars,
    score: 1,
    tracks: [],
    decidedBy: 'detector',
    ...more,
  });

  it('names the busiest segment and how many a person decided, in whatever order the results come', () => {
    const results = [result(2, 2), result(0, 1, { decidedBy: 'operator' }), result(1, 2)];
    expect(summarise({ camera: 'road-1', framesPerSecond: 5, results })).toMatchObject({
      camera: 'road-1',
      seconds: 6,
      busiestSegment: 1,
      askedOperator: 1,
      perSegment: [{ cars: 1, decidedBy: 'operator' }, { cars: 2 }, { cars: 2 }],
    });
  });
});
