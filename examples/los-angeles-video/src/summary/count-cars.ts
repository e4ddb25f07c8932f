import { overlap, type Track } from '../motion/tracks.ts';

/** A car on its whole way through the picture, over the borders of segments. */
export interface Car {
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly direction: 'up' | 'down';
  readonly peakArea: number;
}

/** Between two segments a car moves on by one frame, so its boxes overlap as they do within a segment. */
const OVERLAP_MIN = 0.2;

/**
 * Joins the tracks of successive segments: one that ends with its segment and one that begins with the next, at the
 * same place, are one car.
 */
export function countCars(segments: readonly (readonly Track[])[]): Car[] {
  const ways: Track[][] = [];
  for (const tracks of segments) {
    for (const track of tracks) {
      const way = ways.find((open) => continues(open.at(-1), track));
      if (way === undefined) ways.push([track]);
      else way.push(track);
    }
  }
  return ways.map(toCar).toSorted((a, b) => a.firstFrame - b.firstFrame);
}

function continues(before: Track | undefined, track: Track): boolean {
  if (before === undefined || before.lastFrame + 1 !== track.firstFrame) return false;
  return overlap(before.lastBox, track.firstBox) >= OVERLAP_MIN;
}

function toCar(way: readonly Track[]): Car {
  const first = way[0];
  const last = way.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a way has at least one track');
  return {
    firstFrame: first.firstFrame,
    lastFrame: last.lastFrame,
    direction: centre(last.lastBox) < centre(first.firstBox) ? 'up' : 'down',
    peakArea: Math.max(...way.map((track) => track.peakArea)),
  };
}

function centre(box: { readonly top: number; readonly bottom: number }): number {
  return (box.top + box.bottom) / 2;
}
