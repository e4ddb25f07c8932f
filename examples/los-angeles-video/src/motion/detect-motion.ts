import type { Frame } from '../frames/frame.ts';
import { findBlobs } from './blobs.ts';
import { foreground } from './foreground.ts';
import { mergeTouching } from './merge-boxes.ts';
import { countScore } from './score.ts';
import { followBlobs, type Track } from './tracks.ts';

/** A decoded frame and its number in the recording. */
export interface NumberedFrame {
  readonly number: number;
  readonly frame: Frame;
}

/** What moved in a segment. */
export interface Detection {
  readonly cars: number;
  /** How sure the count is, from 0 to 1. */
  readonly score: number;
  readonly tracks: readonly Track[];
}

/** Smaller regions are the road markings, which tremble with the camera, or grain. */
const AREA_MIN = 0.002;
/** A car is at least this large in its best frame; what never is, is a shadow at the edge. */
const CAR_AREA_MIN = 0.007;

/** Finds the cars of a segment: what differs from the background, joined to cars, followed from frame to frame. */
export function detectMotion(frames: readonly NumberedFrame[], background: Frame): Detection {
  const seen = frames.map(({ number, frame }) => ({
    frame: number,
    blobs: mergeTouching(findBlobs(foreground(frame, background), AREA_MIN)),
  }));
  const tracks = followBlobs(seen).filter((track) => track.peakArea >= CAR_AREA_MIN);
  return { cars: tracks.length, score: countScore(tracks), tracks };
}
