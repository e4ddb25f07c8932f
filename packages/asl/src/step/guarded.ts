import type { FrameId } from '@edgestep/shared';

import { failByThrow } from './fail-by-throw.ts';
import { isStateError, type ThrownFailure } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

/** What becomes of an error that a step of a state threw. */
export type ThrowHandler = (turn: Turn, frame: FrameId, thrown: ThrownFailure) => Suspension | undefined;

/**
 * Runs a part of a step inside a state; what the definition or its data did wrong becomes the state's failure,
 * unless `failed` makes something else of it.
 */
export function guarded(
  turn: Turn,
  frame: FrameId,
  step: () => Suspension | undefined,
  failed: ThrowHandler = failByThrow,
): Suspension | undefined {
  try {
    return step();
  } catch (thrown) {
    if (isStateError(thrown)) return failed(turn, frame, thrown);
    throw thrown;
  }
}
