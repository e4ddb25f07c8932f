import type { Track } from './tracks.ts';

/** A track that was seen in so many frames, and a car that took so much of one, leave no doubt. */
const FRAMES_SURE = 4;
const AREA_SURE = 0.03;

/** How sure it is that a track is a car, from 0 to 1: seen for long enough, and large enough. */
export function trackScore(track: Track): number {
  const frames = track.lastFrame - track.firstFrame + 1;
  return Math.min(1, frames / FRAMES_SURE) * Math.min(1, track.peakArea / AREA_SURE);
}

/** How sure a count is: as sure as its least certain track. A segment in which nothing moves is certain. */
export function countScore(tracks: readonly Track[]): number {
  const least = Math.min(1, ...tracks.map(trackScore));
  return Math.round(least * 100) / 100;
}
