import { EdgestepError, type TaskTarget } from '@edgestep/shared';

import { failureDetails, inputDetails, outputDetails } from './payload-details.ts';
import { credentialsDetails, timeoutDetails } from './scheduled-details.ts';
import type { TaskFamilyHistory } from './task-family-history.ts';

type FunctionTarget = Extract<TaskTarget, { readonly family: 'function' }>;

export const functionHistory: TaskFamilyHistory<FunctionTarget> = {
  scheduled: (event, target, context) => ({
    type: 'LambdaFunctionScheduled',
    lambdaFunctionScheduledEventDetails: {
      resource: target.resource,
      ...inputDetails(event.parameters, context),
      ...timeoutDetails(event),
      ...credentialsDetails(event),
    },
  }),
  started: () => ({ type: 'LambdaFunctionStarted' }),
  submitted: () => {
    throw new EdgestepError('internal', 'A function is not submitted: it answers');
  },
  succeeded: (event, _target, context) => ({
    type: 'LambdaFunctionSucceeded',
    lambdaFunctionSucceededEventDetails: outputDetails(event.output, context),
  }),
  failed: (event) => {
    switch (event.phase) {
      case 'schedule':
        return {
          type: 'LambdaFunctionScheduleFailed',
          lambdaFunctionScheduleFailedEventDetails: failureDetails(event),
        };
      case 'start':
        return {
          type: 'LambdaFunctionStartFailed',
          lambdaFunctionStartFailedEventDetails: failureDetails(event),
        };
      case 'submit':
      case 'run':
        return { type: 'LambdaFunctionFailed', lambdaFunctionFailedEventDetails: failureDetails(event) };
    }
  },
  timedOut: (event) => ({
    type: 'LambdaFunctionTimedOut',
    lambdaFunctionTimedOutEventDetails: failureDetails(event),
  }),
};
