import type { Decider } from './decider.ts';
import { hasPendingCause } from './pending-cause.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/**
 * Goes on with the frames that are between two states. An execution that has none, and nothing else that could
 * ever move it, would be open for ever (E4): it is ended, with the reason.
 */
export const continueExecution: Decider<'ContinueExecution'> = (environment, state) => {
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
