import { beginTask } from './begin-task.ts';
import type { Decider } from './decider.ts';
import { pendingTask } from './pending-task.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/** The called service has taken the work. Told twice, after a recovery, it changes nothing. */
export const submitTask: Decider<'SubmitTask'> = (environment, state, command) => {
  const found = pendingTask(state, command);
  if (found.kind === 'rejection') return found;
  const { task } = found;
  if (task.progress === 'submitted') return unchanged(state, environment.now);
  return runTurn(environment, state, (turn) => {
    beginTask(turn, command.frame, task);
    turn.emit({ kind: 'TaskSubmitted', frame: command.frame, output: command.output });
    return undefined;
  });
};
