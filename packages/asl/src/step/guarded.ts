import type { FrameId } from '@edgestep/shared';

import { failByThrow } from './fail-by-throw.ts';
import { isStateError } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

/** Runs a part of a step inside a state; what the definition or its data did wrong becomes the state's failure. */
export function guarded(
  turn: Turn,
  frame: FrameId,
  step: () => Suspension | undefined,
): Suspension | undefined {
  try {
    return step();
  } catch (thrown) {
    if (isStateError(thrown)) return failByThrow(turn, frame, thrown);
    throw thrown;
  }
}
