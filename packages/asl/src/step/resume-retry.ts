import type { FrameId } from '@edgestep/shared';

import { beginState } from './begin-state.ts';
import { currentState, frameOf } from './frame-access.ts';
import { guarded } from './guarded.ts';
import type { Suspension, Turn } from './turn.ts';

/** The delay of a retrier is over, or a redrive is due: the state's work begins again, without being entered again. */
export function resumeRetry(turn: Turn, frameId: FrameId): Suspension | undefined {
  return guarded(turn, frameId, () => {
    const frame = frameOf(turn, frameId);
    return beginState(turn, frame, currentState(turn, frame));
  });
}
