import { resumeRetry, resumeWait, timeOutExecution, timeOutTasks } from '@edgestep/asl';
import type { FrameId, Timer } from '@edgestep/shared';

import { heartbeatDeadline, taskDeadline } from '../effects/task-effects.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { ActivityState } from '../state/frame-state.ts';
import type { Decider } from './decider.ts';
import type { DecideEnvironment } from './decision.ts';
import { expiredTasks } from './expired-tasks.ts';
import { pendingTask } from './pending-task.ts';
import { reject } from './reject.ts';
import { runTurn, type FirstStep } from './run-turn.ts';

/** What an execution waited for has come due. A timer that was overtaken is refused (E6). */
export const fireTimer: Decider<'FireTimer'> = (environment, state, command) => {
  const step = stepFor(environment, state, command.timer);
  if (step !== undefined) return runTurn(environment, state, step);
  return reject('timer-not-pending', `${state.executionArn} no longer waits for its ${command.timer.cause}.`);
};

function stepFor(environment: DecideEnvironment, state: ExecutionState, timer: Timer): FirstStep | undefined {
  switch (timer.cause) {
    case 'execution-timeout':
      if (state.deadline !== timer.dueAt) return undefined;
      return (turn) => timeOutExecution(turn);
    case 'wait':
      if (!waitsFor(state, timer.frame, 'waiting', timer.dueAt)) return undefined;
      return (turn) => resumeWait(turn, timer.frame);
    case 'retry':
      if (!waitsFor(state, timer.frame, 'retrying', timer.dueAt)) return undefined;
      return (turn) => resumeRetry(turn, timer.frame);
    case 'task-timeout':
    case 'task-heartbeat':
      return taskStep(environment, state, timer);
  }
}

function waitsFor(
  state: ExecutionState,
  frame: FrameId,
  kind: Extract<ActivityState, { readonly dueAt: number }>['kind'],
  dueAt: number,
): boolean {
  const position = state.frames.get(frame)?.position;
  if (position?.kind !== 'inside') return false;
  const { activity } = position;
  return activity.kind === kind && activity.dueAt === dueAt;
}

type TaskTimer = Extract<Timer, { readonly taskId: number }>;

function taskStep(
  environment: DecideEnvironment,
  state: ExecutionState,
  timer: TaskTimer,
): FirstStep | undefined {
  const { executionArn } = state;
  const found = pendingTask(state, { executionArn, frame: timer.frame, taskId: timer.taskId });
  if (found.kind === 'rejection') return undefined;
  const { frame, dueAt: deadline } = timer;
  const { now } = environment;
  if (timer.cause === 'task-timeout') {
    if (taskDeadline(found.task) !== deadline) return undefined;
    const due = { frame, error: 'States.Timeout', deadline } as const;
    return (turn) => timeOutTasks(turn, expiredTasks(state, due, now));
  }
  // A heartbeat may have come in after the timer fired. What a former owner's tasks last said is not known; its
  // timers count from the recovery, never earlier than what the state says.
  const dueAt = heartbeatDeadline(found.task, environment.heartbeats.last(timer.taskId));
  if (dueAt === undefined || deadline < dueAt) return undefined;
  const due = { frame, error: 'States.HeartbeatTimeout', deadline } as const;
  return (turn) => timeOutTasks(turn, expiredTasks(state, due, now));
}
