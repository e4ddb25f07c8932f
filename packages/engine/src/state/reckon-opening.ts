import { canOpenChild, canRedriveChild } from '@edgestep/asl';

import { dropOpening } from './close-frames.ts';
import type { ExecutionState } from './execution-state.ts';
import type { FrameState, MapRunActivityState } from './frame-state.ts';

/** Keeps the list of Map Runs that could start children, after something of one has changed. */
export function reckonOpening(state: ExecutionState, frame: FrameState, run: MapRunActivityState): void {
  if (!canOpenChild(run) && !canRedriveChild(run)) dropOpening(state, frame.id);
  else if (!state.opening.includes(frame.id)) state.opening.push(frame.id);
}
