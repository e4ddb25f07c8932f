import type { MapRunWork } from '@edgestep/engine';
import type { CommandAnswer, ExecutionCommand, ExecutionEventKind } from '@edgestep/shared';

import type { Truth } from '../truth/truth.ts';
import type { Checker } from './checker.ts';

/** E1: nothing is handed out, told or answered before the log holds the event that it comes from. */
export function durableEffects(): Checker {
  return {
    name: 'E1 no effect before its event is durable',
    observe(observation, truth, complain) {
      switch (observation.kind) {
        case 'dispatched': {
          const { executionArn, taskId } = observation.task;
          if (isStored(truth, executionArn, ['TaskScheduled'], taskId)) return;
          complain(
            `${observation.owner.node} hands out task ${taskId} of ${executionArn}, which is in no log`,
          );
          return;
        }
        case 'map-run-work':
          checkWork(observation.work, truth, complain);
          return;
        case 'end-told':
          if (isStored(truth, observation.execution.executionArn, ENDS)) return;
          complain(
            `${observation.owner.node} tells the end of ${observation.execution.executionArn} before it is durable`,
          );
          return;
        case 'answered':
          checkAnswer(observation.call.command, observation.call.answer, truth, complain);
          return;
        case 'append-refused':
        case 'record-read':
        case 'snapshot-saved':
        case 'read':
        case 'history-read':
        case 'fault':
        case 'stopped':
        case 'finding':
          return;
      }
    },
  };
}

/** A child is started, or redriven, when its parent's log says so. */
function checkWork(work: MapRunWork, truth: Truth, complain: (message: string) => void): void {
  if (work.kind !== 'child') return;
  const { run, index, redriveCount, start } = work;
  const isSaid = truth.everStored(run.executionArn).some(({ event }) => {
    if (redriveCount === 0)
      return event.kind === 'MapRunChildStarted' && event.executionArn === start.executionArn;
    const isRedriven = event.kind === 'MapRunChildRedriven' && event.mapRunArn === run.mapRunArn;
    return isRedriven && event.index === index && event.redriveCount === redriveCount;
  });
  if (!isSaid) complain(`child ${start.executionArn} is begun, of which the log of its parent has nothing`);
}

const ENDS: readonly ExecutionEventKind[] = [
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
];

function checkAnswer(
  command: ExecutionCommand,
  answer: CommandAnswer,
  truth: Truth,
  complain: (message: string) => void,
): void {
  if (answer.kind === 'rejection') return;
  const kinds = eventsBehind(command);
  if (kinds === undefined || isStored(truth, command.executionArn, kinds)) return;
  complain(`${command.kind} of ${command.executionArn} was accepted, and its event is in no log`);
}

/** What must be in the log when a command is accepted. */
function eventsBehind(command: ExecutionCommand): readonly ExecutionEventKind[] | undefined {
  switch (command.kind) {
    case 'StartExecution':
      return ['ExecutionStarted'];
    case 'StopExecution':
      return ENDS;
    case 'RedriveExecution':
      return ['ExecutionRedriven'];
    case 'CompleteTask':
      return ['TaskSucceeded'];
    case 'FailTask':
      return ['TaskFailed'];
    default:
      return undefined;
  }
}

/** What was durable and got lost (durability `relaxed`) was durable when it was acted upon. */
function isStored(
  truth: Truth,
  executionArn: string,
  kinds: readonly ExecutionEventKind[],
  id?: number,
): boolean {
  return truth
    .everStored(executionArn)
    .some(({ event }) => kinds.includes(event.kind) && (id === undefined || event.id === id));
}
