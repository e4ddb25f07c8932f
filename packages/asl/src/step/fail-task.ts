import type { FrameId, TaskFailurePhase } from '@edgestep/shared';

import { failState, failureDetails } from './fail-state.ts';
import { guarded } from './guarded.ts';
import type { Suspension, Turn } from './turn.ts';

/** What a failed task said. */
export interface TaskFailure {
  readonly frame: FrameId;
  readonly phase: TaskFailurePhase;
  readonly error?: string;
  readonly cause?: string;
}

/** A task has failed: its state's retriers and catchers are asked. */
export function failTask(turn: Turn, task: TaskFailure): Suspension | undefined {
  const failure = { error: task.error, cause: task.cause };
  turn.emit({ kind: 'TaskFailed', frame: task.frame, phase: task.phase, ...failureDetails(failure) });
  return guarded(turn, task.frame, () => failState(turn, task.frame, failure));
}
