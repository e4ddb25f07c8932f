import type { EventOf } from '@edgestep/shared';

import type { HistoryContext, Shown } from './history-projection.ts';
import { failureDetails, inputDetails, outputDetails } from './payload-details.ts';

export function showExecutionStarted(event: EventOf<'ExecutionStarted'>, context: HistoryContext): Shown {
  return {
    type: 'ExecutionStarted',
    executionStartedEventDetails: {
      ...inputDetails(event.input, context),
      roleArn: event.roleArn,
      ...(event.stateMachineAliasArn === undefined
        ? {}
        : { stateMachineAliasArn: event.stateMachineAliasArn }),
      ...(event.stateMachineVersionArn === undefined
        ? {}
        : { stateMachineVersionArn: event.stateMachineVersionArn }),
    },
  };
}

export function showExecutionRedriven({ redriveCount }: EventOf<'ExecutionRedriven'>): Shown {
  return { type: 'ExecutionRedriven', executionRedrivenEventDetails: { redriveCount } };
}

export function showExecutionSucceeded(event: EventOf<'ExecutionSucceeded'>, context: HistoryContext): Shown {
  return { type: 'ExecutionSucceeded', executionSucceededEventDetails: outputDetails(event.output, context) };
}

export function showExecutionFailed(event: EventOf<'ExecutionFailed'>): Shown {
  return { type: 'ExecutionFailed', executionFailedEventDetails: failureDetails(event) };
}

export function showExecutionTimedOut(event: EventOf<'ExecutionTimedOut'>): Shown {
  return { type: 'ExecutionTimedOut', executionTimedOutEventDetails: failureDetails(event) };
}

export function showExecutionAborted(event: EventOf<'ExecutionAborted'>): Shown {
  return { type: 'ExecutionAborted', executionAbortedEventDetails: failureDetails(event) };
}
