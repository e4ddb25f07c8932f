import type { EventOf } from '@edgestep/shared';

import { closeChildren, hasChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { FrameState } from '../state/frame-state.ts';
import { requireFrame } from '../state/require-frame.ts';

export function stateExited(state: ExecutionState, event: EventOf<'StateExited'>): void {
  const frame = requireFrame(state, event.frame);
  if (hasChildren(frame)) closeChildren(state, frame);
  frame.lastEventId = event.id;
  if (event.assigned !== undefined) frame.variables = { ...frame.variables, ...event.assigned };
  if (event.next === undefined) {
    frame.position = { kind: 'ended', output: event.output };
    countEndedBranch(state, frame);
  } else {
    frame.position = { kind: 'between', next: event.next, input: event.output };
    state.ready.push(frame.id);
  }
}

/** An iteration is counted by its MapIterationSucceeded; a branch has no such event. */
function countEndedBranch(state: ExecutionState, frame: FrameState): void {
  if (frame.parent === undefined) return;
  const { position } = requireFrame(state, frame.parent);
  if (position.kind === 'inside' && position.activity.kind === 'branches') position.activity.open -= 1;
}
