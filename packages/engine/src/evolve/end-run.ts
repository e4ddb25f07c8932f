import type { EventBase } from '@edgestep/shared';

import { dropOpening } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { DECIDING } from '../state/frame-state.ts';
import { requireActivity, requireFrame, requireInside } from '../state/require-frame.ts';

/** A Map Run is over, however it ended. The turn goes on inside the state. */
export function endRun(state: ExecutionState, event: EventBase): void {
  const frame = requireFrame(state, event.frame);
  requireActivity(state, frame, 'map-run');
  frame.lastEventId = event.id;
  dropOpening(state, frame.id);
  requireInside(state, frame).activity = DECIDING;
}
