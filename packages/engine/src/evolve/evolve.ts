import { EdgestepError, type EventOf, type ExecutionEvent, type ExecutionEventKind } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { distributedMapStarted } from './distributed-map-started.ts';
import { evaluationFailed } from './evaluation-failed.ts';
import { executionAborted } from './execution-aborted.ts';
import { executionRedriven } from './execution-redriven.ts';
import { executionFailed } from './execution-failed.ts';
import { executionStarted } from './execution-started.ts';
import { executionSucceeded } from './execution-succeeded.ts';
import { executionTimedOut } from './execution-timed-out.ts';
import { mapFailed } from './map-failed.ts';
import { mapIterationAborted } from './map-iteration-aborted.ts';
import { mapIterationFailed } from './map-iteration-failed.ts';
import { mapIterationStarted } from './map-iteration-started.ts';
import { mapIterationSucceeded } from './map-iteration-succeeded.ts';
import { mapRunAborted } from './map-run-aborted.ts';
import { mapRunChildEnded } from './map-run-child-ended.ts';
import { mapRunChildRedriven } from './map-run-child-redriven.ts';
import { mapRunChildStarted } from './map-run-child-started.ts';
import { mapRunClosing } from './map-run-closing.ts';
import { mapRunFailed } from './map-run-failed.ts';
import { mapRunItemsFound } from './map-run-items-found.ts';
import { mapRunRedriven } from './map-run-redriven.ts';
import { mapRunStarted } from './map-run-started.ts';
import { mapRunSucceeded } from './map-run-succeeded.ts';
import { mapRunUpdated } from './map-run-updated.ts';
import { mapStarted } from './map-started.ts';
import { mapSucceeded } from './map-succeeded.ts';
import { parallelFailed } from './parallel-failed.ts';
import { parallelStarted } from './parallel-started.ts';
import { parallelSucceeded } from './parallel-succeeded.ts';
import { retryScheduled } from './retry-scheduled.ts';
import { stateAborted } from './state-aborted.ts';
import { stateEntered } from './state-entered.ts';
import { stateExited } from './state-exited.ts';
import { taskFailed } from './task-failed.ts';
import { taskScheduled } from './task-scheduled.ts';
import { taskStarted } from './task-started.ts';
import { taskSubmitted } from './task-submitted.ts';
import { taskSucceeded } from './task-succeeded.ts';
import { taskTimedOut } from './task-timed-out.ts';
import { waitStarted } from './wait-started.ts';

/** Applies one event to a state that is there. It decides nothing: whatever it needs is in the event. */
export type Evolver<K extends ExecutionEventKind> = (state: ExecutionState, event: EventOf<K>) => void;

/** Not those which make a state, open a closed execution again, or belong to every transition: they are called by name. */
type TableKind = Exclude<
  ExecutionEventKind,
  'ExecutionStarted' | 'ExecutionRedriven' | 'StateEntered' | 'StateExited'
>;

const EVOLVERS = {
  ExecutionSucceeded: executionSucceeded,
  ExecutionFailed: executionFailed,
  ExecutionTimedOut: executionTimedOut,
  ExecutionAborted: executionAborted,
  StateAborted: stateAborted,
  WaitStarted: waitStarted,
  RetryScheduled: retryScheduled,
  EvaluationFailed: evaluationFailed,
  TaskScheduled: taskScheduled,
  TaskStarted: taskStarted,
  TaskSubmitted: taskSubmitted,
  TaskSucceeded: taskSucceeded,
  TaskFailed: taskFailed,
  TaskTimedOut: taskTimedOut,
  ParallelStarted: parallelStarted,
  ParallelSucceeded: parallelSucceeded,
  ParallelFailed: parallelFailed,
  MapStarted: mapStarted,
  MapIterationStarted: mapIterationStarted,
  MapIterationSucceeded: mapIterationSucceeded,
  MapIterationFailed: mapIterationFailed,
  MapIterationAborted: mapIterationAborted,
  MapSucceeded: mapSucceeded,
  MapFailed: mapFailed,
  DistributedMapStarted: distributedMapStarted,
  MapRunStarted: mapRunStarted,
  MapRunItemsFound: mapRunItemsFound,
  MapRunChildStarted: mapRunChildStarted,
  MapRunChildEnded: mapRunChildEnded,
  MapRunRedriven: mapRunRedriven,
  MapRunChildRedriven: mapRunChildRedriven,
  MapRunUpdated: mapRunUpdated,
  MapRunClosing: mapRunClosing,
  MapRunSucceeded: mapRunSucceeded,
  MapRunFailed: mapRunFailed,
  MapRunAborted: mapRunAborted,
} satisfies { readonly [K in TableKind]: Evolver<K> };

/**
 * E3: state is a fold. The first event makes the state; each later one changes it in place, which is what makes
 * the hot path cheap, and answers the same object. Whoever needs an older state folds the log again.
 * ExecutionRedriven is applied to what `foldForRedrive` makes of the events before it.
 */
export function evolve(state: ExecutionState | undefined, event: ExecutionEvent): ExecutionState {
  if (event.kind === 'ExecutionStarted') {
    if (state === undefined) return executionStarted(event);
    throw new EdgestepError('internal', `${state.executionArn} has been started already`);
  }
  if (state === undefined) {
    throw new EdgestepError('internal', `The first event of an execution is a ${event.kind}`);
  }
  const isClosed = state.status.kind !== 'RUNNING';
  if (event.kind === 'ExecutionRedriven') {
    if (!isClosed) throw new EdgestepError('internal', `${state.executionArn} was redriven before its end`);
    executionRedriven(state, event);
    return state;
  }
  if (isClosed) {
    throw new EdgestepError('internal', `${event.kind} after the end of ${state.executionArn}`);
  }
  if (event.kind === 'StateEntered') evolveEntry(state, event);
  else if (event.kind === 'StateExited') evolveExit(state, event);
  else {
    if (event.id !== 0) state.lastEventId = event.id;
    // The table is checked kind by kind above; the compiler can't see that event and evolver belong together.
    (EVOLVERS[event.kind] as Evolver<TableKind>)(state, event);
  }
  return state;
}

/** What `evolve` makes of a StateEntered: a decision, which has one in hand with every transition, asks nothing more. */
export function evolveEntry(state: ExecutionState, event: EventOf<'StateEntered'>): void {
  state.lastEventId = event.id;
  stateEntered(state, event);
}

/** The same for a StateExited. */
export function evolveExit(state: ExecutionState, event: EventOf<'StateExited'>): void {
  state.lastEventId = event.id;
  stateExited(state, event);
}
