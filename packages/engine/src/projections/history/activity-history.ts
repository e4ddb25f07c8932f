import { EdgestepError, type TaskTarget } from '@edgestep/shared';

import { failureDetails, inputDetails, outputDetails } from './payload-details.ts';
import { heartbeatDetails, timeoutDetails } from './scheduled-details.ts';
import type { TaskFamilyHistory } from './task-family-history.ts';

type ActivityTarget = Extract<TaskTarget, { readonly family: 'activity' }>;

export const activityHistory: TaskFamilyHistory<ActivityTarget> = {
  scheduled: (event, target, context) => ({
    type: 'ActivityScheduled',
    activityScheduledEventDetails: {
      resource: target.resource,
      ...inputDetails(event.parameters, context),
      ...timeoutDetails(event),
      ...heartbeatDetails(event),
    },
  }),
  started: (event) => ({
    type: 'ActivityStarted',
    activityStartedEventDetails: event.workerName === undefined ? {} : { workerName: event.workerName },
  }),
  submitted: () => {
    throw new EdgestepError('internal', 'An activity is not submitted: a worker takes it');
  },
  succeeded: (event, _target, context) => ({
    type: 'ActivitySucceeded',
    activitySucceededEventDetails: outputDetails(event.output, context),
  }),
  failed: (event) =>
    event.phase === 'schedule'
      ? { type: 'ActivityScheduleFailed', activityScheduleFailedEventDetails: failureDetails(event) }
      : { type: 'ActivityFailed', activityFailedEventDetails: failureDetails(event) },
  timedOut: (event) => ({
    type: 'ActivityTimedOut',
    activityTimedOutEventDetails: failureDetails(event),
  }),
};
