import type { EventOf, ExecutionEvent, FrameId } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { runOf } from '../state/run-of.ts';
import { closedExecution } from './closed-execution.ts';
import type { Effect } from './effect.ts';
import { addFinding, addRunEffects, addWriting, childWork } from './map-run-effects.ts';
import { pendingEffects } from './pending-effects.ts';
import { addTaskTimers, taskAssignment } from './task-effects.ts';

/** What an event calls for. To be asked after the event was applied. */
export function addCausedEffects(state: ExecutionState, event: ExecutionEvent, effects: Effect[]): void {
  const { executionArn } = state;
  switch (event.kind) {
    case 'StateEntered':
    case 'StateExited':
      return;
    case 'ExecutionStarted':
      if (state.deadline !== undefined) {
        const timer = { cause: 'execution-timeout', dueAt: state.deadline } as const;
        effects.push({ kind: 'SetTimer', executionArn, timer });
      }
      return;
    case 'ExecutionRedriven':
      addRedriven(state, effects);
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
    case 'MapRunStarted':
    case 'MapRunChildStarted':
    case 'MapRunChildEnded':
    case 'MapRunRedriven':
    case 'MapRunChildRedriven':
    case 'MapRunClosing':
      addMapRunWork(state, event, effects);
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

/** All that waits below a redriven execution waits by a timer that is due. */
function addRedriven(state: ExecutionState, effects: Effect[]): void {
  effects.push(...pendingEffects(state, undefined).filter(({ kind }) => kind === 'SetTimer'));
}

type MapRunEvent = EventOf<
  | 'MapRunStarted'
  | 'MapRunChildStarted'
  | 'MapRunChildEnded'
  | 'MapRunRedriven'
  | 'MapRunChildRedriven'
  | 'MapRunClosing'
>;

function addMapRunWork(state: ExecutionState, event: MapRunEvent, effects: Effect[]): void {
  const frame = state.frames.get(event.frame);
  const run = runOf(frame);
  if (frame === undefined || run === undefined) return;
  switch (event.kind) {
    case 'MapRunStarted':
    case 'MapRunRedriven':
      addFinding(state, frame, effects);
      return;
    case 'MapRunChildStarted':
    case 'MapRunChildRedriven': {
      const child = run.open.get(event.index);
      if (child !== undefined) effects.push(childWork(state, frame, run, child));
      return;
    }
    case 'MapRunClosing':
      // What is open is to be stopped.
      addRunEffects(state, frame, effects);
      return;
    case 'MapRunChildEnded':
      addWriting(state, frame, effects);
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
