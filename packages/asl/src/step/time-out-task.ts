import type { EpochMs, FrameId } from '@edgestep/shared';

import { failState } from './fail-state.ts';
import { guarded } from './guarded.ts';
import type { Suspension, Turn } from './turn.ts';

/** A task's time is up, or its worker gave no sign of life. */
export function timeOutTask(
  turn: Turn,
  frame: FrameId,
  error: 'States.Timeout' | 'States.HeartbeatTimeout',
  deadline: EpochMs,
): Suspension | undefined {
  turn.emit({ kind: 'TaskTimedOut', frame, error, deadline });
  return guarded(turn, frame, () => failState(turn, frame, { error, cause: undefined }));
}
