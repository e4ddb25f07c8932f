import { describe, expect, it } from 'vitest';

import type { Blob } from './blobs.ts';
import { countScore, trackScore } from './score.ts';
import { followBlobs, overlap } from './tracks.ts';

function blobAt(left: number, top: number, area = 0.04): Blob {
  return { area, left, top, right: left + 0.2, bottom: top + 0.4 };
}

describe('a track', () => {
  it('follows a blob that moves on a little', () => {
    const tracks = followBlobs([
      { frame: 1, blobs: [blobAt(0.1, 0)] },
      { frame: 2, blobs: [blobAt(0.1, 0.1, 0.06)] },
      { frame: 3, blobs: [blobAt(0.1, 0.2)] },
    ]);
    expect(tracks).toMatchObject([
      { firstFrame: 1, lastFrame: 3, peakArea: 0.06, firstBox: { top: 0 }, lastBox: { top: 0.2 } },
    ]);
  });

  it('keeps two cars that pass each other apart', () => {
    const tracks = followBlobs([
      { frame: 1, blobs: [blobAt(0.1, 0.1), blobAt(0.6, 0.5)] },
      { frame: 2, blobs: [blobAt(0.6, 0.4), blobAt(0.1, 0.2)] },
    ]);
    expect(tracks.map((track) => [track.firstBox.left, track.lastBox.left])).toEqual([
      [0.1, 0.1],
      [0.6, 0.6],
    ]);
  });

  it('ends when its blob is gone for a frame', () => {
    const tracks = followBlobs([
      { frame: 1, blobs: [blobAt(0.1, 0)] },
      { frame: 2, blobs: [] },
      { frame: 3, blobs: [blobAt(0.1, 0)] },
    ]);
    expect(tracks.map((track) => [track.firstFrame, track.lastFrame])).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });

  it('measures how much two boxes have in common', () => {
    const box = { left: 0, top: 0, right: 0.5, bottom: 1 };
    expect(overlap(box, box)).toBe(1);
    expect(overlap(box, { ...box, left: 0.25, right: 0.75 })).toBeCloseTo(1 / 3);
    expect(overlap(box, { ...box, left: 0.5, right: 1 })).toBe(0);
  });
});

describe('the score', () => {
  const box = { left: 0, top: 0, right: 1, bottom: 1 };
  const track = (frames: number, peakArea: number) => ({
    firstFrame: 1,
    lastFrame: frames,
    firstBox: box,
    lastBox: box,
    peakArea,
  });

  it('is full for a car that was large for long enough', () => {
    expect(trackScore(track(4, 0.03))).toBe(1);
    expect(trackScore(track(15, 0.13))).toBe(1);
  });

  it('falls with fewer frames and with a smaller blob', () => {
    expect(trackScore(track(2, 0.13))).toBe(0.5);
    expect(trackScore(track(15, 0.015))).toBe(0.5);
  });

  it('of a count is that of its least certain track; nothing is certain', () => {
    expect(countScore([track(4, 0.1), track(1, 0.03)])).toBe(0.25);
    expect(countScore([])).toBe(1);
  });
});
