import { advanceMapRun, type Suspension } from '@edgestep/asl';
import type { FrameId } from '@edgestep/shared';

import type { Decider } from './decider.ts';
import { hasPendingCause } from './pending-cause.ts';
import { runTurn } from './run-turn.ts';
import type { DecisionTurn } from './turn.ts';
import { unchanged } from './unchanged.ts';

/**
 * Goes on with the frames that are between two states. An execution that has none, and nothing else that could
 * ever move it, would be open for ever (E4): it is ended, with the reason.
 */
export const continueExecution: Decider<'ContinueExecution'> = (environment, state) => {
  if (state.opening.length > 0) return runTurn(environment, state, openAll);
  if (state.ready.length > 0) return runTurn(environment, state, () => undefined);
  if (hasPendingCause(state)) return unchanged(state, environment.now);
  return runTurn(environment, state, (turn) => {
    turn.emit({
      kind: 'ExecutionFailed',
      frame: 0,
      prev: state.lastEventId,
      error: 'States.Runtime',
      cause: 'An internal error ended the execution: nothing that it waited for was pending any more.',
    });
    return undefined;
  });
};

/** Map Runs whose turn was cut go on with their children, one after the other. */
function openAll(turn: DecisionTurn): Suspension | undefined {
  return openFrom(turn, [...turn.execution.opening]);
}

function openFrom(turn: DecisionTurn, frames: readonly FrameId[]): Suspension | undefined {
  for (const [place, frame] of frames.entries()) {
    const suspension = advanceMapRun(turn, frame);
    if (suspension !== undefined) return followed(suspension, () => openFrom(turn, frames.slice(place + 1)));
  }
  return undefined;
}

/** Goes on with `next` when a suspended step is done. */
function followed(step: Suspension, next: () => Suspension | undefined): Suspension {
  const then = (further: Suspension | undefined) =>
    further === undefined ? next() : followed(further, next);
  return {
    evaluate: () => step.evaluate(),
    resume: (value) => then(step.resume(value)),
    fail: (failure) => then(step.fail(failure)),
  };
}
