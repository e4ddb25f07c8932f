import type { EventOf } from '@edgestep/shared';

import { closeChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { FAILED } from '../state/frame-state.ts';

export function stateAborted(state: ExecutionState, event: EventOf<'StateAborted'>): void {
  const frame = state.frames.get(event.frame);
  // AWS tells of an iteration's end before it tells of the state that it was in: the frame may be gone.
  if (frame === undefined) return;
  closeChildren(state, frame);
  frame.lastEventId = event.id;
  frame.position = FAILED;
}
