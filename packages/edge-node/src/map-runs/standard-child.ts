import type { ExecutionDetails, ExecutionReader } from '@edgestep/engine';
import { EdgestepError, type ChildEnd, type Rejection, type StartExecution } from '@edgestep/shared';

import type { CommandRouter } from '../partitions/command-router.ts';

export interface StandardChildOptions {
  readonly commands: CommandRouter;
  readonly reader: Pick<ExecutionReader, 'closed'>;
}

/** What its Map Run is told of a child that has ended. */
export type Ended = Omit<ChildEnd, 'index'>;

/** How a Standard child ended. `notRedrivable`: it was to be redriven and could not be. */
export interface EndedChild {
  readonly details: ExecutionDetails;
  readonly notRedrivable?: true;
}

/**
 * Redrives a child that did not succeed, once for each `redriveCount`. One that was never started is started. One
 * that runs still, from before its run was given up, ends first, and keeps its result when it succeeds.
 */
export async function redriveStandard(
  { commands, reader }: StandardChildOptions,
  start: StartExecution,
  redriveCount: number,
  { signal, stop }: { readonly signal: AbortSignal; readonly stop: AbortSignal },
): Promise<EndedChild | undefined> {
  const { executionArn, startedBy } = start;
  const command = { kind: 'RedriveExecution', executionArn, redriveCount, redrivenBy: startedBy } as const;
  const first = await commands.submit(command);
  if (first.kind === 'accepted') return endOf(reader, executionArn, signal);
  if (first.reason === 'execution-does-not-exist') {
    await beginStandard(commands, start);
    return endOf(reader, executionArn, signal);
  }
  requireRefusal(first);
  const ended = await endOf(reader, executionArn, signal);
  if (ended === undefined || ended.details.status === 'SUCCEEDED' || stop.aborted) return ended;
  const second = await commands.submit(command);
  if (second.kind === 'accepted') return endOf(reader, executionArn, signal);
  requireRefusal(second);
  return { ...ended, notRedrivable: true };
}

/** Stops a child; false when it was never started. */
export async function stopStandard(commands: CommandRouter, executionArn: string): Promise<boolean> {
  const answer = await commands.submit({ kind: 'StopExecution', executionArn });
  if (answer.kind === 'accepted') return true;
  if (answer.reason === 'execution-does-not-exist') return false;
  throw new EdgestepError('partition-not-owned', answer.message);
}

/** The end of a child that was begun; undefined when `signal` was aborted. */
export async function endOf(
  reader: Pick<ExecutionReader, 'closed'>,
  executionArn: string,
  signal: AbortSignal,
): Promise<EndedChild | undefined> {
  const details = await reader.closed(executionArn, signal);
  return details === undefined || details.status === 'RUNNING' ? undefined : { details };
}

/** Starts a child under a name of its own, or finds that it was started. */
export async function beginStandard(commands: CommandRouter, start: StartExecution): Promise<void> {
  const answer = await commands.submit(start);
  // Closed already: its name is ours alone, so it was started for this very item.
  if (answer.kind === 'rejection' && answer.reason !== 'execution-already-exists') {
    throw new EdgestepError('partition-not-owned', answer.message);
  }
}

/** What is no answer of the child's owner is tried again. */
function requireRefusal({ reason, message }: Rejection): void {
  if (reason !== 'execution-not-redrivable') throw new EdgestepError('partition-not-owned', message);
}

/** The end of a child as its Map Run is told of it. */
export function endedStandard({ details, ...about }: EndedChild): Ended {
  const { startedAt, stoppedAt = startedAt, output = null, error, cause, status, redriveCount } = details;
  return {
    startedAt,
    stoppedAt,
    outcome:
      status === 'SUCCEEDED'
        ? { status, output }
        : // Who runs yet is being stopped.
          { status: status === 'RUNNING' ? 'ABORTED' : status, ...failureOf(error, cause) },
    ...(redriveCount === 0 ? {} : { redriveCount }),
    ...about,
  };
}

export function failureOf(error: string | undefined, cause: string | undefined) {
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
