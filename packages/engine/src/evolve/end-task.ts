import type { EventBase } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { DECIDING } from '../state/frame-state.ts';
import { requireActivity, requireFrame, requireInside } from '../state/require-frame.ts';

/** The task is over, however it ended; its result is applied once (E6). The turn goes on inside the state. */
export function endTask(state: ExecutionState, event: EventBase): void {
  const frame = requireFrame(state, event.frame);
  requireActivity(state, frame, 'task');
  frame.lastEventId = event.id;
  requireInside(state, frame).activity = DECIDING;
}
