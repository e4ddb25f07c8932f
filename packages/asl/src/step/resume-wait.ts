import type { FrameId } from '@edgestep/shared';

import { currentState, frameOf } from './frame-access.ts';
import { guarded } from './guarded.ts';
import { leaveState } from './leave-state.ts';
import type { Suspension, Turn } from './turn.ts';

/** The time that a Wait state waited for has come. */
export function resumeWait(turn: Turn, frameId: FrameId): Suspension | undefined {
  return guarded(turn, frameId, () => {
    const frame = frameOf(turn, frameId);
    return leaveState(turn, frame, currentState(turn, frame), undefined);
  });
}
