import type { EpochMs, FrameId } from '@edgestep/shared';

import { failState } from './fail-state.ts';
import { guarded } from './guarded.ts';
import { oneAfterAnother } from './one-after-another.ts';
import type { Suspension, Turn } from './turn.ts';

/** A task whose time is up, or whose worker gave no sign of life. */
export interface ExpiredTask {
  readonly frame: FrameId;
  readonly error: 'States.Timeout' | 'States.HeartbeatTimeout';
  readonly deadline: EpochMs;
}

/**
 * The time of tasks is up, of one or of several at the same moment. As the service does it (recorded behaviour,
 * timeouts), all are told of before the first one's failure takes the others along.
 */
export function timeOutTasks(turn: Turn, expired: readonly ExpiredTask[]): Suspension | undefined {
  const told = expired.map(({ frame, error, deadline }) => ({
    frame,
    error,
    eventId: turn.emit({ kind: 'TaskTimedOut', frame, error, deadline }),
  }));
  return oneAfterAnother(told, ({ frame, error, eventId }) => {
    // The failure of one before it has given this one up.
    if (turn.execution.frames.get(frame)?.lastEventId !== eventId) return undefined;
    return guarded(turn, frame, () => failState(turn, frame, { error, cause: undefined }));
  });
}
