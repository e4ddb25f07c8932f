import type { FrameId } from '@edgestep/shared';

import { enterState } from './enter-state.ts';
import { failByThrow } from './fail-by-throw.ts';
import { isStateError } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * Lets every frame that is between two states go on, first come first served, until all wait for something, or the
 * turn has used up its events: then the rest is left for the next turn.
 */
export function advance(turn: Turn): Suspension | undefined {
  const { execution } = turn;
  while (execution.ready.length > 0 && turn.eventsLeft > 0) {
    const suspension = enter(turn, execution.ready[0] as FrameId);
    if (suspension !== undefined) return suspension;
  }
  return undefined;
}

function enter(turn: Turn, frame: FrameId): Suspension | undefined {
  try {
    return enterState(turn, frame);
  } catch (thrown) {
    if (isStateError(thrown)) return failByThrow(turn, frame, thrown);
    throw thrown;
  }
}
