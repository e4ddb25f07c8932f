import type { EventOf, ExecutionEvent } from '@edgestep/shared';

import { dropOpening } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { runOf } from '../state/run-of.ts';
import { evolve } from './evolve.ts';
import { executionRedriven } from './execution-redriven.ts';

/**
 * The state of an execution as a redrive finds it: the fold of its events, but what a failure took apart on its way
 * out (branches, iterations, Map Runs, the frames of a closed execution) is left where it was, and Map Runs know the
 * children that did not succeed. A retrier or a catcher that took the failure clears it away, as in `evolve`.
 * Undefined for no events.
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
    case 'MapRunFailed':
      return isRunAnew(event) ? evolve(state, event) : runOver(state, event);
    case 'MapRunAborted':
      return runOver(state, event);
    case 'MapRunChildEnded':
      return childEnded(state, event);
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

/** After these a redrive starts a new Map Run (Developer Guide, redriving Map Runs). */
function isRunAnew({ error }: EventOf<'MapRunFailed'>): boolean {
  return error === 'States.DataLimitExceeded' || error === 'States.Runtime';
}

function runOver(state: ExecutionState, event: EventOf<'MapRunFailed' | 'MapRunAborted'>): ExecutionState {
  state.lastEventId = event.id;
  dropOpening(state, event.frame);
  return state;
}

/** A child that did not succeed is remembered: it awaits its redrive, should its run not succeed. */
function childEnded(state: ExecutionState, event: EventOf<'MapRunChildEnded'>): ExecutionState {
  const run = runOf(state.frames.get(event.frame));
  const child = run?.open.get(event.index);
  evolve(state, event);
  const { index, outcome, redriveCount = 0 } = event;
  if (outcome.status !== 'SUCCEEDED' && child !== undefined) {
    run?.awaiting.set(index, { ...child, redriveCount: redriveCount + 1, former: outcome.status });
  }
  return state;
}
