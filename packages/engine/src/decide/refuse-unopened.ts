import type { ExecutionCommand } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { Outcome } from './decision.ts';
import { reject } from './reject.ts';
import { unchanged } from './unchanged.ts';

/** What a command hears of an execution that is not open. Stopping a closed one answers when it ended. */
export function refuseUnopened(
  state: ExecutionState | undefined,
  command: Exclude<ExecutionCommand, { readonly kind: 'StartExecution' }>,
): Outcome {
  const { executionArn } = command;
  if (state === undefined) {
    return reject('execution-does-not-exist', `Execution Does Not Exist: '${executionArn}'`);
  }
  switch (command.kind) {
    case 'StopExecution':
      return unchanged(state, state.status.kind === 'RUNNING' ? state.startedAt : state.status.at);
    case 'StartTask':
    case 'SubmitTask':
    case 'CompleteTask':
    case 'FailTask':
    case 'HeartbeatTask':
      return reject('task-timed-out', `Task ${command.taskId} ended with its execution ${executionArn}.`);
    case 'FireTimer':
      return reject('timer-not-pending', `${executionArn} is closed.`);
    case 'ContinueExecution':
      return reject('execution-closed', `${executionArn} is closed.`);
  }
}
