import type { Rejection, TaskAddress } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { TaskActivityState } from '../state/frame-state.ts';
import { reject } from './reject.ts';

export interface PendingTask {
  readonly kind: 'pending';
  readonly task: TaskActivityState;
}

/**
 * E6: a report is for a task that waits for it, or it is refused. A task that once was, and is over however it
 * ended, is `task-timed-out`, as the service says ("expired or already closed"); one that never was is
 * `task-not-pending`.
 */
export function pendingTask(state: ExecutionState, address: TaskAddress): PendingTask | Rejection {
  const position = state.frames.get(address.frame)?.position;
  if (position?.kind === 'inside' && position.activity.kind === 'task') {
    const task = position.activity;
    if (task.taskId === address.taskId) return { kind: 'pending', task };
  }
  if (address.taskId > 0 && address.taskId <= state.lastEventId) {
    return reject('task-timed-out', `Task ${address.taskId} of ${state.executionArn} is over.`);
  }
  return reject('task-not-pending', `${state.executionArn} has no task ${address.taskId}.`);
}
