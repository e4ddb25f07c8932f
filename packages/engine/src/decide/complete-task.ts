import { completeTask as completeTaskState } from '@edgestep/asl';

import { beginTask } from './begin-task.ts';
import type { Decider } from './decider.ts';
import { pendingTask } from './pending-task.ts';
import { runTurn } from './run-turn.ts';

/** A task's result, applied once (E6). */
export const completeTask: Decider<'CompleteTask'> = (environment, state, command) => {
  const found = pendingTask(state, command);
  if (found.kind === 'rejection') return found;
  return runTurn(environment, state, (turn) => {
    beginTask(turn, command.frame, found.task);
    return completeTaskState(turn, command.frame, command.output);
  });
};
