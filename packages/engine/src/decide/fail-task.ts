import { failTask as failTaskState } from '@edgestep/asl';
import type { TaskFailurePhase } from '@edgestep/shared';

import { beginTask } from './begin-task.ts';
import type { Decider } from './decider.ts';
import { pendingTask } from './pending-task.ts';
import { runTurn } from './run-turn.ts';

const BEGUN: ReadonlySet<TaskFailurePhase> = new Set(['submit', 'run']);

/** A task's failure, applied once (E6). One that could not be scheduled or started has no TaskStarted. */
export const failTask: Decider<'FailTask'> = (environment, state, command) => {
  const found = pendingTask(state, command);
  if (found.kind === 'rejection') return found;
  return runTurn(environment, state, (turn) => {
    if (BEGUN.has(command.phase)) beginTask(turn, command.frame, found.task);
    return failTaskState(turn, command);
  });
};
