import type { Track } from '../motion/tracks.ts';
import { countCars } from './count-cars.ts';

/** What became of one segment: what the detector found, and who had the last word on it. */
export interface SegmentResult {
  readonly index: number;
  readonly firstFrame: number;
  readonly lastFrame: number;
  /** The count that holds. */
  readonly cars: number;
  readonly score: number;
  readonly tracks: readonly Track[];
  readonly decidedBy: 'detector' | 'operator' | 'nobody';
}

/** The traffic of a recording. */
export interface Summary {
  readonly camera: string;
  readonly seconds: number;
  readonly cars: number;
  readonly up: number;
  readonly down: number;
  readonly perSegment: readonly {
    readonly segment: number;
    readonly cars: number;
    readonly decidedBy: string;
  }[];
  /** The segment with the most cars; the first of them. */
  readonly busiestSegment: number;
  readonly askedOperator: number;
  readonly crossings: readonly {
    readonly direction: 'up' | 'down';
    readonly fromSecond: number;
    readonly seconds: number;
  }[];
}

export interface SummariseInput {
  readonly camera: string;
  readonly framesPerSecond: number;
  readonly results: readonly SegmentResult[];
}

/** `video-summarise`: adds the segments up. Cars that cross the border of two segments are counted once. */
export function summarise({ camera, framesPerSecond, results }: SummariseInput): Summary {
  const segments = results.toSorted((a, b) => a.index - b.index);
  const cars = countCars(segments.map((segment) => segment.tracks));
  const busiest = segments.reduce((most, segment) => (segment.cars > most.cars ? segment : most));
  const toSeconds = (frames: number): number => Math.round((frames / framesPerSecond) * 10) / 10;
  return {
    camera,
    seconds: toSeconds(Math.max(...segments.map((segment) => segment.lastFrame))),
    cars: cars.length,
    up: cars.filter((car) => car.direction === 'up').length,
    down: cars.filter((car) => car.direction === 'down').length,
    perSegment: segments.map(({ index, cars: count, decidedBy }) => ({
      segment: index,
      cars: count,
      decidedBy,
    })),
    busiestSegment: busiest.index,
    askedOperator: segments.filter((segment) => segment.decidedBy !== 'detector').length,
    crossings: cars.map((car) => ({
      direction: car.direction,
      fromSecond: toSeconds(car.firstFrame - 1),
      seconds: toSeconds(car.lastFrame - car.firstFrame + 1),
    })),
  };
}
