import type { EpochMs } from '@edgestep/shared';

import type { TaskAssignment } from '../ports/task-dispatcher.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { FrameState, InsideState, TaskActivityState } from '../state/frame-state.ts';
import type { Effect } from './effect.ts';

/** The task as it is handed out. */
export function taskAssignment(
  state: ExecutionState,
  frame: FrameState,
  inside: InsideState,
  task: TaskActivityState,
): TaskAssignment {
  return {
    executionArn: state.executionArn,
    frame: frame.id,
    taskId: task.taskId,
    target: task.target,
    parameters: task.parameters,
    stateMachineArn: state.stateMachineArn,
    executionName: state.name,
    stateName: inside.entry.state,
    roleArn: state.roleArn,
    timeoutSeconds: task.timeoutSeconds,
    heartbeatSeconds: task.heartbeatSeconds,
    deadline: taskDeadline(task),
    credentials: task.credentials,
    progress: task.progress,
    traceHeader: state.traceHeader,
  };
}

/**
 * When the task times out. An activity's time begins when a worker takes it, everything else's when it is
 * scheduled (States Language, timeouts). Undefined: no time-out, or it has not begun.
 */
export function taskDeadline(task: TaskActivityState): EpochMs | undefined {
  if (task.timeoutSeconds === undefined) return undefined;
  const from = task.target.family === 'activity' ? task.startedAt : task.scheduledAt;
  return from === undefined ? undefined : from + task.timeoutSeconds * 1000;
}

/** When the next heartbeat is due at the latest, if the last sign of life was at `lastBeatAt`. */
export function heartbeatDeadline(
  task: TaskActivityState,
  lastBeatAt: EpochMs | undefined,
): EpochMs | undefined {
  if (task.heartbeatSeconds === undefined) return undefined;
  const begun = task.startedAt ?? (task.target.family === 'activity' ? undefined : task.scheduledAt);
  if (begun === undefined) return undefined;
  return Math.max(begun, lastBeatAt ?? begun) + task.heartbeatSeconds * 1000;
}

/**
 * Adds the timers of a task. Heartbeats leave no events, so that a replay does not know the last one: after a
 * recovery they count from `aliveSince`, the time of the recovery.
 */
export function addTaskTimers(
  state: ExecutionState,
  frame: FrameState,
  task: TaskActivityState,
  aliveSince: EpochMs | undefined,
  effects: Effect[],
): void {
  const { executionArn } = state;
  const { taskId } = task;
  const deadline = taskDeadline(task);
  if (deadline !== undefined) {
    const timer = { cause: 'task-timeout', frame: frame.id, taskId, dueAt: deadline } as const;
    effects.push({ kind: 'SetTimer', executionArn, timer });
  }
  const heartbeatDue = heartbeatDeadline(task, aliveSince);
  if (heartbeatDue !== undefined) {
    const timer = { cause: 'task-heartbeat', frame: frame.id, taskId, dueAt: heartbeatDue } as const;
    effects.push({ kind: 'SetTimer', executionArn, timer });
  }
}
