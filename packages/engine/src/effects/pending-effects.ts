import type { EpochMs } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { FrameState } from '../state/frame-state.ts';
import { closedExecution } from './closed-execution.ts';
import type { Effect } from './effect.ts';
import { addOpening, addRunEffects } from './map-run-effects.ts';
import { addTaskTimers, taskAssignment } from './task-effects.ts';

/**
 * All effects that the state still calls for: what a new owner does after a recovery, and what the sweep compares
 * with (E4). Doing one of them twice does no harm (E6). `aliveSince`: from when heartbeats count.
 */
export function pendingEffects(state: ExecutionState, aliveSince: EpochMs | undefined): Effect[] {
  const execution = closedExecution(state);
  if (execution !== undefined) return [{ kind: 'ExecutionClosed', execution }];
  const effects: Effect[] = [];
  const { executionArn } = state;
  if (state.deadline !== undefined) {
    const timer = { cause: 'execution-timeout', dueAt: state.deadline } as const;
    effects.push({ kind: 'SetTimer', executionArn, timer });
  }
  for (const frame of state.frames.values()) addFrameEffects(state, frame, aliveSince, effects);
  addOpening(state, effects);
  return effects;
}

function addFrameEffects(
  state: ExecutionState,
  frame: FrameState,
  aliveSince: EpochMs | undefined,
  effects: Effect[],
): void {
  if (frame.position.kind !== 'inside') return;
  const { activity } = frame.position;
  const { executionArn } = state;
  switch (activity.kind) {
    case 'task':
      effects.push({ kind: 'DispatchTask', task: taskAssignment(state, frame, frame.position, activity) });
      addTaskTimers(state, frame, activity, aliveSince, effects);
      return;
    case 'waiting':
      effects.push({
        kind: 'SetTimer',
        executionArn,
        timer: { cause: 'wait', frame: frame.id, dueAt: activity.dueAt },
      });
      return;
    case 'retrying':
      effects.push({
        kind: 'SetTimer',
        executionArn,
        timer: { cause: 'retry', frame: frame.id, dueAt: activity.dueAt },
      });
      return;
    case 'map-run':
      addRunEffects(state, frame, effects);
      return;
    case 'deciding':
    case 'branches':
    case 'iterations':
      return;
  }
}
