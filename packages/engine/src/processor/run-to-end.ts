import type { CommandAnswer, Rejection, StartExecution } from '@edgestep/shared';

import { reject } from '../decide/reject.ts';
import type { ClosedExecution } from '../effects/closed-execution.ts';
import type { ClosingWaiters } from './closing-waiters.ts';
import { moved } from './consequence.ts';

/** Starts an execution and waits for its end, or until `signal` is aborted or the partition is lost. */
export async function runToEnd(
  waiters: ClosingWaiters,
  submit: (command: StartExecution) => Promise<CommandAnswer>,
  command: StartExecution,
  signal: AbortSignal | undefined,
): Promise<ClosedExecution | Rejection> {
  const closed = waiters.wait(command.executionArn, signal);
  const answer = await submit(command);
  if (answer.kind === 'rejection') {
    waiters.giveUp(command.executionArn);
    return answer;
  }
  const execution = await closed;
  if (execution !== undefined) return execution;
  if (signal?.aborted !== true) return moved();
  return reject('partition-unavailable', `The wait for the end of ${command.executionArn} was given up.`);
}
