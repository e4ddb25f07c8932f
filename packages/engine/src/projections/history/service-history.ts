import type { TaskTarget } from '@edgestep/shared';

import type { ServiceDetails } from './history-event-details.ts';
import { failureDetails, outputDetails } from './payload-details.ts';
import { credentialsDetails, heartbeatDetails, timeoutDetails } from './scheduled-details.ts';
import type { TaskFamilyHistory } from './task-family-history.ts';

type ServiceTarget = Extract<TaskTarget, { readonly family: 'service' }>;

export const serviceHistory: TaskFamilyHistory<ServiceTarget> = {
  scheduled: (event, target, context) => ({
    type: 'TaskScheduled',
    taskScheduledEventDetails: {
      ...serviceDetails(target),
      region: context.region,
      // `parameters` is a required member of the API's shape: without execution data it is there, and empty.
      parameters: context.includeExecutionData ? JSON.stringify(event.parameters) : '',
      ...timeoutDetails(event),
      ...heartbeatDetails(event),
      ...credentialsDetails(event),
    },
  }),
  started: (_event, target) => ({
    type: 'TaskStarted',
    taskStartedEventDetails: serviceDetails(target),
  }),
  submitted: (event, target, context) => ({
    type: 'TaskSubmitted',
    taskSubmittedEventDetails: { ...serviceDetails(target), ...outputDetails(event.output, context) },
  }),
  succeeded: (event, target, context) => ({
    type: 'TaskSucceeded',
    taskSucceededEventDetails: { ...serviceDetails(target), ...outputDetails(event.output, context) },
  }),
  failed: (event, target) => {
    const details = { ...serviceDetails(target), ...failureDetails(event) };
    switch (event.phase) {
      case 'start':
        return { type: 'TaskStartFailed', taskStartFailedEventDetails: details };
      case 'submit':
        return { type: 'TaskSubmitFailed', taskSubmitFailedEventDetails: details };
      case 'schedule':
      case 'run':
        return { type: 'TaskFailed', taskFailedEventDetails: details };
    }
  },
  timedOut: (event, target) => ({
    type: 'TaskTimedOut',
    taskTimedOutEventDetails: { ...serviceDetails(target), ...failureDetails(event) },
  }),
};

function serviceDetails(target: ServiceTarget): ServiceDetails {
  return { resourceType: target.service, resource: target.action };
}
