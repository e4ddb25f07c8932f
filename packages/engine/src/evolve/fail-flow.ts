import type { EventBase } from '@edgestep/shared';

import { closeChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { DECIDING } from '../state/frame-state.ts';
import { requireFrame, requireInside } from '../state/require-frame.ts';

/** A Parallel or a Map has failed: nothing below it goes on. Its catchers are asked within the same turn. */
export function failFlow(state: ExecutionState, event: EventBase): void {
  const frame = requireFrame(state, event.frame);
  closeChildren(state, frame);
  frame.lastEventId = event.id;
  requireInside(state, frame).activity = DECIDING;
}
