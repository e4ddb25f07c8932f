import type { EventOf } from '@edgestep/shared';

import { activityHistory } from './activity-history.ts';
import { functionHistory } from './function-history.ts';
import type { HistoryContext, Shown } from './history-projection.ts';
import { serviceHistory } from './service-history.ts';
import type { TaskFamilyHistory } from './task-family-history.ts';

type TaskEvent = EventOf<
  'TaskScheduled' | 'TaskStarted' | 'TaskSubmitted' | 'TaskSucceeded' | 'TaskFailed' | 'TaskTimedOut'
>;

/** Shows an event of a task as its target's family does. */
export function showTask(event: TaskEvent, context: HistoryContext): Shown {
  const target = event.kind === 'TaskScheduled' ? event.target : context.targetOf(event.frame);
  switch (target.family) {
    case 'function':
      return showTaskOf(functionHistory, target, event, context);
    case 'activity':
      return showTaskOf(activityHistory, target, event, context);
    case 'service':
      return showTaskOf(serviceHistory, target, event, context);
  }
}

function showTaskOf<T>(
  family: TaskFamilyHistory<T>,
  target: T,
  event: TaskEvent,
  context: HistoryContext,
): Shown {
  switch (event.kind) {
    case 'TaskScheduled':
      return family.scheduled(event, target, context);
    case 'TaskStarted':
      return family.started(event, target);
    case 'TaskSubmitted':
      return family.submitted(event, target, context);
    case 'TaskSucceeded':
      return family.succeeded(event, target, context);
    case 'TaskFailed':
      return family.failed(event, target);
    case 'TaskTimedOut':
      return family.timedOut(event, target);
  }
}
