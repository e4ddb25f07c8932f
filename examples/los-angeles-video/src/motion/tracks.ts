import type { Blob } from './blobs.ts';

/** A box of the frame, as fractions of it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One car through the frames of a segment. */
export interface Track {
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly firstBox: Box;
  readonly lastBox: Box;
  /** The largest share of the frame that it took. */
  readonly peakArea: number;
}

/** What one frame shows. */
export interface FrameBlobs {
  readonly frame: number;
  readonly blobs: readonly Blob[];
}

/** Two boxes in successive frames are the same car when this share of their union is common to both. */
const OVERLAP_MIN = 0.2;

/** Follows blobs from frame to frame: the best overlaps are matched first, what is left begins a track. */
export function followBlobs(frames: readonly FrameBlobs[]): Track[] {
  const ended: Track[] = [];
  let open: Track[] = [];
  for (const { frame, blobs } of frames) {
    const matches = matchBlobs(open, blobs);
    ended.push(...open.filter((track) => !matches.has(track)));
    const taken = new Set(matches.values());
    open = [
      ...[...matches].map(([track, blob]) => extend(track, frame, blob)),
      ...blobs.filter((blob) => !taken.has(blob)).map((blob) => begin(frame, blob)),
    ];
  }
  return [...ended, ...open].toSorted(
    (a, b) => a.firstFrame - b.firstFrame || a.firstBox.left - b.firstBox.left,
  );
}

function matchBlobs(open: readonly Track[], blobs: readonly Blob[]): Map<Track, Blob> {
  const pairs = open
    .flatMap((track) => blobs.map((blob) => ({ track, blob, common: overlap(track.lastBox, blob) })))
    .filter((pair) => pair.common >= OVERLAP_MIN)
    .toSorted((a, b) => b.common - a.common);
  const matches = new Map<Track, Blob>();
  const taken = new Set<Blob>();
  for (const { track, blob } of pairs) {
    if (matches.has(track) || taken.has(blob)) continue;
    matches.set(track, blob);
    taken.add(blob);
  }
  return matches;
}

function begin(frame: number, blob: Blob): Track {
  const box = boxOf(blob);
  return { firstFrame: frame, lastFrame: frame, firstBox: box, lastBox: box, peakArea: blob.area };
}

function extend(track: Track, frame: number, blob: Blob): Track {
  return {
    ...track,
    lastFrame: frame,
    lastBox: boxOf(blob),
    peakArea: Math.max(track.peakArea, blob.area),
  };
}

/** To a thousandth of the frame, which is less than a pixel: payloads stay short and the same everywhere. */
function boxOf(blob: Blob): Box {
  const round = (value: number): number => Math.round(value * 1_000) / 1_000;
  return {
    left: round(blob.left),
    top: round(blob.top),
    right: round(blob.right),
    bottom: round(blob.bottom),
  };
}

/** The common share of two boxes' union, from 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  return common / (areaOf(a) + areaOf(b) - common);
}

function areaOf(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}
