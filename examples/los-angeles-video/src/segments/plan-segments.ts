/** A run of frames that is looked at in one task. Frames are numbered from 1. */
export interface Segment {
  readonly index: number;
  readonly firstFrame: number;
  readonly lastFrame: number;
}

/**
 * Cuts a recording into segments of `length` frames. A remainder of less than half a segment belongs to the last
 * one: too few frames are too little to follow a car.
 */
export function planSegments(frames: number, length: number): Segment[] {
  const count = Math.max(1, Math.round(frames / length));
  return Array.from({ length: count }, (_, index) => ({
    index,
    firstFrame: index * length + 1,
    lastFrame: index === count - 1 ? frames : (index + 1) * length,
  }));
}
