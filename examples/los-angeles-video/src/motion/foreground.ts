import type { Frame } from '../frames/frame.ts';

/** Which pixels are not the background: 1, or 0. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** A pixel differs when it is this much brighter or darker than the background as this frame's exposure shows it. */
const DIFFERENCE_MIN = 28;
/** Of a pixel and its eight neighbours so many have to differ: lone pixels are noise of the JPEG. */
const NEIGHBOURS_MIN = 5;

/**
 * The camera's automatic exposure darkens everything while a white car is in view. The gain is the median ratio of
 * frame to background; the road, which is most of the picture, decides it.
 */
export function exposureGain(frame: Frame, background: Frame): number {
  const ratios: number[] = [];
  for (let at = 0; at < frame.pixels.length; at += 3) {
    ratios.push(((frame.pixels[at] ?? 0) + 1) / ((background.pixels[at] ?? 0) + 1));
  }
  return ratios.toSorted((a, b) => a - b)[ratios.length >> 1] ?? 1;
}

/** The pixels that differ from the background, exposure compensated, noise removed. */
export function foreground(frame: Frame, background: Frame): Mask {
  const gain = exposureGain(frame, background);
  const raw = new Uint8Array(frame.pixels.length);
  for (let at = 0; at < raw.length; at += 1) {
    const expected = gain * (background.pixels[at] ?? 0);
    raw[at] = Math.abs((frame.pixels[at] ?? 0) - expected) >= DIFFERENCE_MIN ? 1 : 0;
  }
  return majority({ width: frame.width, height: frame.height, bits: raw });
}

function majority(mask: Mask): Mask {
  const { width, height } = mask;
  const bits = new Uint8Array(mask.bits.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      bits[y * width + x] = neighbours(mask, x, y) >= NEIGHBOURS_MIN ? 1 : 0;
    }
  }
  return { width, height, bits };
}

/** Set pixels in the square of nine; beyond the border it is as at the border, so that cars may be cut by it. */
function neighbours(mask: Mask, x: number, y: number): number {
  let count = 0;
  for (let dy = -1; dy <= 1; dy += 1) {
    const row = Math.min(Math.max(y + dy, 0), mask.height - 1) * mask.width;
    for (let dx = -1; dx <= 1; dx += 1) {
      count += mask.bits[row + Math.min(Math.max(x + dx, 0), mask.width - 1)] ?? 0;
    }
  }
  return count;
}
