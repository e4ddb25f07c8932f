import type { FrameId, Json } from '@edgestep/shared';

import type { CompiledState } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { beginState } from './begin-state.ts';
import { failByThrow } from './fail-by-throw.ts';
import { betweenOf, frameOf, stateNamed } from './frame-access.ts';
import { isStateError } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * Lets every frame that is between two states go on, first come first served, until all wait for something, or the
 * turn has used up its events: then the rest is left for the next turn.
 */
export function advance(turn: Turn): Suspension | undefined {
  const { execution } = turn;
  let last: FrameId = -1;
  let left: CompiledState | undefined;
  while (execution.ready.length > 0 && turn.hasRoom) {
    const frame = frameOf(turn, execution.ready[0] as FrameId);
    const { next, input } = betweenOf(frame);
    const follower = frame.id === last ? left?.follower : undefined;
    const state = follower?.name === next ? follower : stateNamed(turn, frame, next);
    const suspension = enterState(turn, frame, state, input);
    if (suspension !== undefined) return suspension;
    last = frame.id;
    left = state;
  }
  return undefined;
}

function enterState(turn: Turn, frame: FrameView, state: CompiledState, input: Json): Suspension | undefined {
  try {
    turn.enter(frame, state, input);
    return beginState(turn, frame, state);
  } catch (thrown) {
    if (isStateError(thrown)) return failByThrow(turn, frame.id, thrown);
    throw thrown;
  }
}
