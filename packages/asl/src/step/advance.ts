import type { FrameId } from '@edgestep/shared';

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
    const state = nextState(turn, frame, frame.id === last ? left : undefined);
    const suspension = enterState(turn, frame, state);
    if (suspension !== undefined) return suspension;
    last = frame.id;
    left = state;
  }
  return undefined;
}

/** Where a frame goes from the state that it has `left` in this turn; undefined: it has left none. */
function nextState(turn: Turn, frame: FrameView, left: CompiledState | undefined): CompiledState {
  const { next } = betweenOf(frame);
  const follower = left?.follower;
  return follower?.name === next ? follower : stateNamed(turn, frame, next);
}

function enterState(turn: Turn, frame: FrameView, state: CompiledState): Suspension | undefined {
  try {
    turn.enter(frame, state, betweenOf(frame).input);
    return beginState(turn, frame, state);
  } catch (thrown) {
    if (isStateError(thrown)) return failByThrow(turn, frame.id, thrown);
    throw thrown;
  }
}
