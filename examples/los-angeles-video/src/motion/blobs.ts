import type { Mask } from './foreground.ts';

/** A connected region of a mask, with everything as a fraction of the frame. */
export interface Blob {
  /** Of the frame's pixels. */
  readonly area: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Region {
  pixels: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The 8-connected regions of at least `areaMin`, the largest first. */
export function findBlobs(mask: Mask, areaMin: number): Blob[] {
  const left = Uint8Array.from(mask.bits);
  const blobs: Blob[] = [];
  for (let start = 0; start < left.length; start += 1) {
    if (left[start] !== 1) continue;
    const blob = toBlob(flood(left, mask.width, start), mask);
    if (blob.area >= areaMin) blobs.push(blob);
  }
  return blobs.toSorted((a, b) => b.area - a.area);
}

/** Takes the region that `start` belongs to out of `left`. */
function flood(left: Uint8Array, width: number, start: number): Region {
  const region: Region = { pixels: 0, left: width, top: Infinity, right: 0, bottom: 0 };
  const open = [start];
  left[start] = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    region.pixels += 1;
    region.left = Math.min(region.left, x);
    region.right = Math.max(region.right, x);
    region.top = Math.min(region.top, y);
    region.bottom = Math.max(region.bottom, y);
    for (const next of around(x, y, width)) {
      if (left[next] !== 1) continue;
      left[next] = 0;
      open.push(next);
    }
  }
  return region;
}

function* around(x: number, y: number, width: number): Generator<number, void, undefined> {
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      if (x + dx >= 0 && x + dx < width) yield (y + dy) * width + x + dx;
    }
  }
}

function toBlob(region: Region, mask: Mask): Blob {
  return {
    area: region.pixels / mask.bits.length,
    left: region.left / mask.width,
    top: region.top / mask.height,
    right: (region.right + 1) / mask.width,
    bottom: (region.bottom + 1) / mask.height,
  };
}
