import type { Decider } from './decider.ts';
import { pendingTask } from './pending-task.ts';
import { reject } from './reject.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/**
 * A worker has begun. A task that is handed out again after a recovery may be begun twice, which changes nothing;
 * an activity belongs to the worker that took it first.
 */
export const startTask: Decider<'StartTask'> = (environment, state, command) => {
  const found = pendingTask(state, command);
  if (found.kind === 'rejection') return found;
  if (found.task.progress !== 'scheduled') {
    if (found.task.target.family !== 'activity') return unchanged(state, environment.now);
    return reject('task-not-pending', `A worker has task ${command.taskId} of ${state.executionArn}.`);
  }
  return runTurn(environment, state, (turn) => {
    turn.emit({
      kind: 'TaskStarted',
      frame: command.frame,
      ...(command.workerName === undefined ? {} : { workerName: command.workerName }),
    });
    return undefined;
  });
};
