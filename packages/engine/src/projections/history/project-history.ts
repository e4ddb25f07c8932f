import {
  INTERNAL_EVENT_KINDS,
  type EventOf,
  type ExecutionEvent,
  type ExecutionEventKind,
} from '@edgestep/shared';

import {
  showExecutionAborted,
  showExecutionFailed,
  showExecutionRedriven,
  showExecutionStarted,
  showExecutionSucceeded,
  showExecutionTimedOut,
} from './execution-history.ts';
import {
  showMapFailed,
  showMapIterationAborted,
  showMapIterationFailed,
  showMapIterationStarted,
  showMapIterationSucceeded,
  showMapStarted,
  showMapSucceeded,
  showParallelFailed,
  showParallelStarted,
  showParallelSucceeded,
} from './flow-history.ts';
import type { HistoryEventDetails } from './history-event-details.ts';
import type { HistoryEvent } from './history-event.ts';
import {
  showDistributedMapStarted,
  showMapRunAborted,
  showMapRunFailed,
  showMapRunRedriven,
  showMapRunStarted,
  showMapRunSucceeded,
} from './map-run-history.ts';
import { HistoryTracker, type Projector } from './history-projection.ts';
import type { HistoryOptions } from './payload-details.ts';
import {
  showEvaluationFailed,
  showStateAborted,
  stateEnteredInHistory,
  stateExitedInHistory,
} from './state-history.ts';
import { showTask } from './task-history.ts';

/** Kinds that the history does not show (`INTERNAL_EVENT_KINDS`). */
type InternalKind =
  | 'WaitStarted'
  | 'RetryScheduled'
  | 'MapRunItemsFound'
  | 'MapRunChildStarted'
  | 'MapRunChildEnded'
  | 'MapRunChildRedriven'
  | 'MapRunUpdated'
  | 'MapRunClosing';
type ShownKind = Exclude<ExecutionEventKind, InternalKind | 'StateEntered' | 'StateExited'>;

const PROJECTORS = {
  ExecutionStarted: showExecutionStarted,
  ExecutionRedriven: showExecutionRedriven,
  ExecutionSucceeded: showExecutionSucceeded,
  ExecutionFailed: showExecutionFailed,
  ExecutionTimedOut: showExecutionTimedOut,
  ExecutionAborted: showExecutionAborted,
  StateAborted: showStateAborted,
  EvaluationFailed: showEvaluationFailed,
  TaskScheduled: showTask,
  TaskStarted: showTask,
  TaskSubmitted: showTask,
  TaskSucceeded: showTask,
  TaskFailed: showTask,
  TaskTimedOut: showTask,
  ParallelStarted: showParallelStarted,
  ParallelSucceeded: showParallelSucceeded,
  ParallelFailed: showParallelFailed,
  MapStarted: showMapStarted,
  MapIterationStarted: showMapIterationStarted,
  MapIterationSucceeded: showMapIterationSucceeded,
  MapIterationFailed: showMapIterationFailed,
  MapIterationAborted: showMapIterationAborted,
  MapSucceeded: showMapSucceeded,
  MapFailed: showMapFailed,
  DistributedMapStarted: showDistributedMapStarted,
  MapRunStarted: showMapRunStarted,
  MapRunRedriven: showMapRunRedriven,
  MapRunSucceeded: showMapRunSucceeded,
  MapRunFailed: showMapRunFailed,
  MapRunAborted: showMapRunAborted,
} satisfies { readonly [K in ShownKind]: Projector<K> };

function isShown(event: ExecutionEvent): event is EventOf<ShownKind> {
  return !INTERNAL_EVENT_KINDS.has(event.kind);
}

/** Shows the events of one execution as AWS does, one after the other from the first one on. */
export class HistoryProjector {
  readonly #tracker: HistoryTracker;

  constructor(options: HistoryOptions) {
    this.#tracker = new HistoryTracker(options);
  }

  /** The next event as the history shows it; undefined for one that it does not show. */
  show(event: ExecutionEvent): HistoryEvent | undefined {
    const tracker = this.#tracker;
    // Read once: of so many shapes, a property of any event has to be looked for.
    const { kind } = event;
    if (kind === 'StateEntered') return stateEnteredInHistory(event, tracker);
    if (kind === 'StateExited') return stateExitedInHistory(event, tracker);
    tracker.note(event);
    if (!isShown(event)) return undefined;
    // The table is checked kind by kind above; the compiler can't see that event and projector belong together.
    const shown = (PROJECTORS[event.kind] as Projector<ShownKind>)(event, tracker);
    const details: HistoryEventDetails = shown;
    const { id, prev: previousEventId } = event;
    return { timestamp: tracker.timeOf(event.at), type: shown.type, id, previousEventId, ...details };
  }
}

/**
 * The AWS execution history of an execution: a projection of its events, in their order from the first one on.
 * `includeExecutionData: false` leaves inputs, outputs, parameters and variables out.
 */
export function projectHistory(
  events: readonly ExecutionEvent[],
  options: HistoryOptions = { includeExecutionData: true },
): HistoryEvent[] {
  const projector = new HistoryProjector(options);
  // Mostly each event is shown: the array is made as long as that, so that it need not grow.
  const history = new Array<HistoryEvent>(events.length);
  let length = 0;
  for (const event of events) {
    const shown = projector.show(event);
    if (shown !== undefined) history[length++] = shown;
  }
  history.length = length;
  return history;
}
