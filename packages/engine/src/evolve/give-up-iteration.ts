import type { EventOf } from '@edgestep/shared';

import { closeFrame } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { IterationsActivityState } from '../state/frame-state.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

/** An iteration is over without an output. Answers the Map's activity. */
export function giveUpIteration(
  state: ExecutionState,
  event: EventOf<'MapIterationFailed' | 'MapIterationAborted'>,
): IterationsActivityState {
  const frame = requireFrame(state, event.frame);
  const map = requireActivity(state, frame, 'iterations');
  frame.lastEventId = event.prev;
  map.open -= 1;
  closeFrame(state, requireFrame(state, event.child));
  return map;
}
