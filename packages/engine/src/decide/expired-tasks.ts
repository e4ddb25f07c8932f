import type { ExpiredTask } from '@edgestep/asl';
import type { EpochMs } from '@edgestep/shared';

import { taskDeadline } from '../effects/task-effects.ts';
import type { ExecutionState } from '../state/execution-state.ts';

/**
 * The task that a timer is about, and all others of the execution whose time-out has come by now: in the order of
 * their deadlines. Heartbeats of others are left to their own timers, for after a recovery only those know from when
 * they count.
 */
export function expiredTasks(state: ExecutionState, due: ExpiredTask, now: EpochMs): readonly ExpiredTask[] {
  const expired: ExpiredTask[] = [];
  for (const { id: frame, position } of state.frames.values()) {
    if (frame === due.frame) expired.push(due);
    else if (position.kind === 'inside' && position.activity.kind === 'task') {
      const deadline = taskDeadline(position.activity);
      if (deadline !== undefined && deadline <= now)
        expired.push({ frame, error: 'States.Timeout', deadline });
    }
  }
  return expired.toSorted((one, other) => one.deadline - other.deadline);
}
