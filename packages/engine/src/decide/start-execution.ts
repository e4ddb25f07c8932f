import type { CommandOf, EventOf } from '@edgestep/shared';

import { addCausedEffects } from '../effects/caused-effects.ts';
import { evolve } from '../evolve/evolve.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { Decided, DecideEnvironment } from './decision.ts';
import { timeoutOf } from './execution-time.ts';
import { jsonEquals } from './json-equals.ts';
import { reject } from './reject.ts';
import { runBegunTurn } from './run-turn.ts';
import { DecisionTurn } from './turn.ts';
import { unchanged } from './unchanged.ts';

/**
 * Starts an execution. Idempotent on (ARN, input) while it is open: the repetition answers the first start's time
 * (API reference, StartExecution). A closed one keeps its name taken (`answerUnopened`).
 */
export function startExecution(
  environment: DecideEnvironment,
  state: ExecutionState | undefined,
  command: CommandOf<'StartExecution'>,
): Decided {
  if (state === undefined) return begin(environment, command);
  if (jsonEquals(state.input, command.input)) return unchanged(state, state.startedAt);
  return reject('execution-already-exists', `Execution Already Exists: '${command.executionArn}'`);
}

function begin(environment: DecideEnvironment, command: CommandOf<'StartExecution'>): Decided {
  const event = started(environment, command);
  const turn = new DecisionTurn(environment, evolve(undefined, event));
  addCausedEffects(turn.execution, event, turn.effects);
  turn.record(event);
  return runBegunTurn(turn, environment, () => undefined);
}

function started(
  environment: DecideEnvironment,
  command: CommandOf<'StartExecution'>,
): EventOf<'ExecutionStarted'> {
  // The definition's time-out is the parent's: a child of a Map has the one of its type alone.
  const defined = command.mapRun === undefined ? environment.machine.timeoutSeconds : undefined;
  return {
    ...command,
    kind: 'ExecutionStarted',
    at: environment.now,
    frame: 0,
    id: 1,
    prev: 0,
    startAt: command.mapRun?.itemProcessor.startAt ?? environment.machine.startAt,
    timeoutSeconds: timeoutOf(command.type, defined),
  };
}
