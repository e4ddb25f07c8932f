import type { EventOf } from '@edgestep/shared';

import type { HistoryContext, Shown } from './history-projection.ts';

/** How one family of targets shows its tasks: AWS has event types of their own for each. */
export interface TaskFamilyHistory<T> {
  scheduled(event: EventOf<'TaskScheduled'>, target: T, context: HistoryContext): Shown;
  started(event: EventOf<'TaskStarted'>, target: T): Shown;
  submitted(event: EventOf<'TaskSubmitted'>, target: T, context: HistoryContext): Shown;
  succeeded(event: EventOf<'TaskSucceeded'>, target: T, context: HistoryContext): Shown;
  failed(event: EventOf<'TaskFailed'>, target: T): Shown;
  timedOut(event: EventOf<'TaskTimedOut'>, target: T): Shown;
}
