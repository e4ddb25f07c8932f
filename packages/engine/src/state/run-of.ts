import type { FrameState, MapRunActivityState } from './frame-state.ts';

/** The Map Run of a frame, if that is what the frame does. */
export function runOf(frame: FrameState | undefined): MapRunActivityState | undefined {
  if (frame?.position.kind !== 'inside' || frame.position.activity.kind !== 'map-run') return undefined;
  return frame.position.activity;
}
