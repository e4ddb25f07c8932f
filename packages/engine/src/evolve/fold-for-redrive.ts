import type { EventOf, ExecutionEvent } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { evolve } from './evolve.ts';
import { executionRedriven } from './execution-redriven.ts';

/**
 * The state of an execution as a redrive finds it: the fold of its events, but what a failure took apart on its way
 * out (branches, iterations, the frames of a closed execution) is left where it was. A retrier or a catcher that took
 * the failure clears it away, as in `evolve`. Undefined for no events.
 */
export function foldForRedrive(events: Iterable<ExecutionEvent>): ExecutionState | undefined {
  let state: ExecutionState | undefined;
  for (const event of events) state = state === undefined ? evolve(state, event) : applied(state, event);
  return state;
}

function applied(state: ExecutionState, event: ExecutionEvent): ExecutionState {
  switch (event.kind) {
    case 'ExecutionRedriven':
      executionRedriven(state, event);
      return state;
    case 'ExecutionSucceeded':
    case 'ExecutionFailed':
    case 'ExecutionTimedOut':
    case 'ExecutionAborted':
      return closed(state, event);
    case 'StateAborted':
    case 'MapIterationFailed':
    case 'MapIterationAborted':
      state.lastEventId = event.id;
      return state;
    case 'ParallelFailed':
    case 'MapFailed':
      return flowFailed(state, event);
    default:
      return evolve(state, event);
  }
}

function closed(state: ExecutionState, event: ExecutionEvent): ExecutionState {
  const frames = [...state.frames];
  const ready = [...state.ready];
  evolve(state, event);
  for (const [id, frame] of frames) state.frames.set(id, frame);
  state.ready.push(...ready);
  return state;
}

/** A Parallel or a Map that failed by the size of its data is done again as a whole (Developer Guide, redrive). */
function flowFailed(state: ExecutionState, event: EventOf<'ParallelFailed' | 'MapFailed'>): ExecutionState {
  if (event.error === 'States.DataLimitExceeded') return evolve(state, event);
  state.lastEventId = event.id;
  return state;
}
