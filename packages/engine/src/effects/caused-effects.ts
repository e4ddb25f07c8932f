import type { ExecutionEvent, FrameId } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { closedExecution } from './closed-execution.ts';
import type { Effect } from './effect.ts';
import { addTaskTimers, taskAssignment } from './task-effects.ts';

/** What an event calls for. To be asked after the event was applied. */
export function addCausedEffects(state: ExecutionState, event: ExecutionEvent, effects: Effect[]): void {
  const { executionArn } = state;
  switch (event.kind) {
    case 'ExecutionStarted':
      if (state.deadline !== undefined) {
        const timer = { cause: 'execution-timeout', dueAt: state.deadline } as const;
        effects.push({ kind: 'SetTimer', executionArn, timer });
      }
      return;
    case 'TaskScheduled':
      addTask(state, event.frame, effects);
      return;
    case 'TaskStarted':
    case 'TaskSubmitted':
      addStartedTask(state, event.frame, effects);
      return;
    case 'WaitStarted':
      effects.push({
        kind: 'SetTimer',
        executionArn,
        timer: { cause: 'wait', frame: event.frame, dueAt: event.dueAt },
      });
      return;
    case 'RetryScheduled':
      effects.push({
        kind: 'SetTimer',
        executionArn,
        timer: { cause: 'retry', frame: event.frame, dueAt: event.dueAt },
      });
      return;
    case 'ExecutionSucceeded':
    case 'ExecutionFailed':
    case 'ExecutionTimedOut':
    case 'ExecutionAborted': {
      const execution = closedExecution(state);
      if (execution !== undefined) effects.push({ kind: 'ExecutionClosed', execution });
      return;
    }
    default:
      return;
  }
}

function addTask(state: ExecutionState, id: FrameId, effects: Effect[]): void {
  const frame = state.frames.get(id);
  if (frame?.position.kind !== 'inside' || frame.position.activity.kind !== 'task') return;
  const task = frame.position.activity;
  effects.push({ kind: 'DispatchTask', task: taskAssignment(state, frame, frame.position, task) });
  addTaskTimers(state, frame, task, undefined, effects);
}

/** The task is out already; only what counts from its start is set. */
function addStartedTask(state: ExecutionState, id: FrameId, effects: Effect[]): void {
  const frame = state.frames.get(id);
  if (frame?.position.kind !== 'inside' || frame.position.activity.kind !== 'task') return;
  const task = frame.position.activity;
  if (task.target.family !== 'activity' && task.heartbeatSeconds === undefined) return;
  addTaskTimers(state, frame, task, undefined, effects);
}
