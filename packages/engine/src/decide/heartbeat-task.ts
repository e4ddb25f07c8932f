import type { Effect } from '../effects/effect.ts';
import { heartbeatDeadline } from '../effects/task-effects.ts';
import type { Decider } from './decider.ts';
import { pendingTask } from './pending-task.ts';
import { unchanged } from './unchanged.ts';

/** A sign of life: no event, but HeartbeatSeconds count anew. */
export const heartbeatTask: Decider<'HeartbeatTask'> = (environment, state, command) => {
  const found = pendingTask(state, command);
  if (found.kind === 'rejection') return found;
  const { now, heartbeats } = environment;
  const dueAt = heartbeatDeadline(found.task, now);
  if (dueAt === undefined) return unchanged(state, now);
  const { frame, taskId, executionArn } = command;
  heartbeats.beat(taskId, now);
  const timer: Effect = {
    kind: 'SetTimer',
    executionArn,
    timer: { cause: 'task-heartbeat', frame, taskId, dueAt },
  };
  return unchanged(state, now, [timer]);
};
