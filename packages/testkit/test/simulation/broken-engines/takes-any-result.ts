import type { ExecutionCommand, TaskAddress } from '@edgestep/shared';

import type { Truth } from '../../../src/simulation/truth/truth.ts';

/** Breaks E6: a report counts for whatever task its branch is at, not for the task that it was made for. */
export function takesAnyResult(command: ExecutionCommand, truth: Truth): ExecutionCommand {
  if (command.kind !== 'CompleteTask' && command.kind !== 'FailTask') return command;
  return { ...command, taskId: newestTask(command, truth) };
}

function newestTask({ executionArn, frame, taskId }: TaskAddress, truth: Truth): number {
  const scheduled = truth
    .eventsOf(executionArn)
    .findLast(({ event }) => event.kind === 'TaskScheduled' && event.frame === frame);
  return scheduled?.event.id ?? taskId;
}
