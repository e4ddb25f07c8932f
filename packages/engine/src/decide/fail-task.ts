import { failTask as failTaskState } from '@edgestep/asl';

import { beginTask } from './begin-task.ts';
import type { Decider } from './decider.ts';
import { pendingTask } from './pending-task.ts';
import { runTurn } from './run-turn.ts';

/** A task's failure, applied once (E6). One that failed before it ran has no TaskStarted. */
export const failTask: Decider<'FailTask'> = (environment, state, command) => {
  const found = pendingTask(state, command);
  if (found.kind === 'rejection') return found;
  return runTurn(environment, state, (turn) => {
    if (command.phase === 'run') beginTask(turn, command.frame, found.task);
    return failTaskState(turn, command);
  });
};
