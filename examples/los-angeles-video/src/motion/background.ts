import type { Frame } from '../frames/frame.ts';

/**
 * What the camera sees when nothing moves: the median of every pixel over the frames. A car hides a pixel for a few
 * frames only, so it does not reach the median.
 */
export function medianBackground(frames: readonly Frame[]): Frame {
  const [first] = frames;
  if (first === undefined) throw new RangeError('a background needs at least one frame');
  const pixels = new Uint8Array(first.pixels.length);
  const seen = new Uint8Array(frames.length);
  for (let at = 0; at < pixels.length; at += 1) {
    for (const [index, frame] of frames.entries()) seen[index] = frame.pixels[at] ?? 0;
    pixels[at] = seen.toSorted()[frames.length >> 1] ?? 0;
  }
  return { width: first.width, height: first.height, pixels };
}
