import type { Blob } from './blobs.ts';

/**
 * Joins blobs whose boxes touch: a dark windscreen splits a car into bonnet and roof, but the boxes of the parts
 * still overlap, and those of two cars in neighbouring lanes do not.
 */
export function mergeTouching(blobs: readonly Blob[]): Blob[] {
  const merged: Blob[] = [];
  for (const blob of blobs) {
    let grown = blob;
    for (let at = merged.findIndex((other) => touch(grown, other)); at >= 0;) {
      const [other] = merged.splice(at, 1);
      if (other !== undefined) grown = join(grown, other);
      at = merged.findIndex((next) => touch(grown, next));
    }
    merged.push(grown);
  }
  return merged.toSorted((a, b) => b.area - a.area);
}

function touch(a: Blob, b: Blob): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function join(a: Blob, b: Blob): Blob {
  return {
    area: a.area + b.area,
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
