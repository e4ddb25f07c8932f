import { EdgestepError, type FrameId } from '@edgestep/shared';

import type { ExecutionState } from './execution-state.ts';
import type { ActivityState, FrameState, InsideState } from './frame-state.ts';

/** The frame that an event is about. One that is not there means that the events are not those of this execution. */
export function requireFrame(state: ExecutionState, id: FrameId): FrameState {
  const frame = state.frames.get(id);
  if (frame === undefined) {
    throw new EdgestepError('internal', `${state.executionArn} has no frame ${id}`);
  }
  return frame;
}

/** The stay in a state that an event of this frame belongs to. */
export function requireInside(state: ExecutionState, frame: FrameState): InsideState {
  if (frame.position.kind !== 'inside') {
    throw new EdgestepError(
      'internal',
      `Frame ${frame.id} of ${state.executionArn} is in no state (${frame.position.kind})`,
    );
  }
  return frame.position;
}

/** What the frame does, when it is the kind that an event presupposes. */
export function requireActivity<K extends ActivityState['kind']>(
  state: ExecutionState,
  frame: FrameState,
  kind: K,
): Extract<ActivityState, { readonly kind: K }> {
  const { activity } = requireInside(state, frame);
  if (activity.kind !== kind) {
    throw new EdgestepError(
      'internal',
      `Frame ${frame.id} of ${state.executionArn} is ${activity.kind}, not ${kind}`,
    );
  }
  return activity as Extract<ActivityState, { readonly kind: K }>;
}
