import { EdgestepError, type EventOf, type StateType } from '@edgestep/shared';

import type { HistoryContext, Shown } from './history-projection.ts';
import { inputDetails, outputDetails, variableDetails } from './payload-details.ts';

export function showStateEntered(event: EventOf<'StateEntered'>, context: HistoryContext): Shown {
  return {
    type: `${event.stateType}StateEntered`,
    stateEnteredEventDetails: { name: event.state, ...inputDetails(event.input, context) },
  };
}

export function showStateExited(event: EventOf<'StateExited'>, context: HistoryContext): Shown {
  return {
    type: exitedType(event.stateType),
    stateExitedEventDetails: {
      name: event.state,
      ...outputDetails(event.output, context),
      ...variableDetails(event.assigned, context),
    },
  };
}

/** A Fail state is never left: it ends its frame. */
function exitedType(stateType: StateType): Shown['type'] {
  if (stateType === 'Fail') throw new EdgestepError('internal', 'A Fail state has no exit');
  return `${stateType}StateExited`;
}

export function showStateAborted(event: EventOf<'StateAborted'>): Shown {
  return { type: abortedType(event.stateType) };
}

/** Only states that wait for something can be aborted. */
function abortedType(stateType: StateType): Shown['type'] {
  switch (stateType) {
    case 'Task':
    case 'Wait':
    case 'Parallel':
    case 'Map':
      return `${stateType}StateAborted`;
    case 'Pass':
    case 'Choice':
    case 'Succeed':
    case 'Fail':
      throw new EdgestepError('internal', `A ${stateType} state cannot be aborted: it does not wait`);
  }
}

export function showEvaluationFailed(event: EventOf<'EvaluationFailed'>): Shown {
  return {
    type: 'EvaluationFailed',
    evaluationFailedEventDetails: {
      error: event.error,
      cause: event.cause,
      ...(event.location === undefined ? {} : { location: event.location }),
      state: event.state,
    },
  };
}
