import type { ExecutionEvent, FrameId } from '@edgestep/shared';

import { forEachChild } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { FrameState } from '../state/frame-state.ts';
import { runOf } from '../state/run-of.ts';
import type { Effect } from './effect.ts';
import { abandonment } from './map-run-effects.ts';

/**
 * What an event makes void: tasks and timers of frames that it ends. To be asked before the event is applied,
 * while the state still shows them.
 */
export function addReleasedEffects(state: ExecutionState, event: ExecutionEvent, effects: Effect[]): void {
  switch (event.kind) {
    case 'StateEntered':
      return;
    case 'TaskSucceeded':
    case 'TaskFailed':
      clearTaskTimers(state, event.frame, effects);
      return;
    case 'TaskTimedOut':
    case 'StateAborted':
      release(state, state.frames.get(event.frame), effects);
      return;
    case 'RetryScheduled':
    case 'ParallelFailed':
    case 'MapFailed':
    case 'StateExited':
      releaseChildren(state, state.frames.get(event.frame), effects);
      return;
    case 'MapRunAborted':
      abandonRun(state, state.frames.get(event.frame), effects);
      return;
    case 'MapIterationFailed':
    case 'MapIterationAborted':
      release(state, state.frames.get(event.child), effects);
      return;
    case 'ExecutionFailed':
    case 'ExecutionTimedOut':
    case 'ExecutionAborted':
      // The timers go with ExecutionClosed.
      for (const frame of state.frames.values()) {
        cancelTask(state, frame, effects);
        abandonRun(state, frame, effects);
      }
      return;
    default:
      return;
  }
}

function release(state: ExecutionState, frame: FrameState | undefined, effects: Effect[]): void {
  if (frame?.position.kind !== 'inside') return;
  cancelTask(state, frame, effects);
  abandonRun(state, frame, effects);
  if (hasTimers(frame)) {
    effects.push({ kind: 'ClearTimers', executionArn: state.executionArn, frame: frame.id });
  }
  releaseChildren(state, frame, effects);
}

function releaseChildren(state: ExecutionState, frame: FrameState | undefined, effects: Effect[]): void {
  if (frame !== undefined) forEachChild(state, frame, (child) => release(state, child, effects));
}

function cancelTask(state: ExecutionState, frame: FrameState, effects: Effect[]): void {
  if (frame.position.kind !== 'inside' || frame.position.activity.kind !== 'task') return;
  const { taskId } = frame.position.activity;
  effects.push({
    kind: 'CancelTask',
    task: { executionArn: state.executionArn, frame: frame.id, taskId },
  });
}

function abandonRun(state: ExecutionState, frame: FrameState | undefined, effects: Effect[]): void {
  const run = runOf(frame);
  if (frame !== undefined && run !== undefined) effects.push(abandonment(state, frame, run));
}

function clearTaskTimers(state: ExecutionState, id: FrameId, effects: Effect[]): void {
  const frame = state.frames.get(id);
  if (frame !== undefined && hasTimers(frame)) {
    effects.push({ kind: 'ClearTimers', executionArn: state.executionArn, frame: id });
  }
}

function hasTimers(frame: FrameState): boolean {
  if (frame.position.kind !== 'inside') return false;
  const { activity } = frame.position;
  switch (activity.kind) {
    case 'task':
      return activity.timeoutSeconds !== undefined || activity.heartbeatSeconds !== undefined;
    case 'waiting':
    case 'retrying':
      return true;
    case 'deciding':
    case 'branches':
    case 'iterations':
    case 'map-run':
      return false;
  }
}
