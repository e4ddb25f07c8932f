import type { EpochMs, ExecutionCommand, Rejection } from '@edgestep/shared';

import type { ClosedFacts } from '../ports/closed-executions.ts';
import { reject } from './reject.ts';

/** An answer that no event stands behind: a refusal, or the time that an accepted repetition is told. */
export type PlainAnswer = Rejection | { readonly kind: 'repeated'; readonly at: EpochMs };

/**
 * What a command hears of an execution that is not open. `closed`: what is known of its end; undefined when it was
 * never started, and the command is not a start. Stopping a closed one answers when it ended.
 */
export function answerUnopened(command: ExecutionCommand, closed: ClosedFacts | undefined): PlainAnswer {
  const { executionArn } = command;
  if (closed === undefined) {
    return reject('execution-does-not-exist', `Execution Does Not Exist: '${executionArn}'`);
  }
  switch (command.kind) {
    case 'StartExecution':
      return reject('execution-already-exists', `Execution Already Exists: '${executionArn}'`);
    case 'StopExecution':
      return { kind: 'repeated', at: closed.closedAt };
    case 'RedriveExecution':
      // It was closed, and its events are gone: retention took them.
      return reject('execution-not-redrivable', 'Execution redrivable period exceeded');
    case 'StartTask':
    case 'SubmitTask':
    case 'CompleteTask':
    case 'FailTask':
    case 'HeartbeatTask':
      return reject('task-timed-out', `Task ${command.taskId} ended with its execution ${executionArn}.`);
    case 'FindMapRunItems':
    case 'SupplyMapRunItems':
    case 'EndMapRunChild':
    case 'FailMapRun':
    case 'FinishMapRun':
    case 'UpdateMapRun':
      return reject('map-run-not-pending', `${command.mapRunArn} ended with its execution.`);
    case 'FireTimer':
      return reject('timer-not-pending', `${executionArn} is closed.`);
    case 'ContinueExecution':
      return reject('execution-closed', `${executionArn} is closed.`);
  }
}
