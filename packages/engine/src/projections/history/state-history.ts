import { EdgestepError, type EventOf, type StateType } from '@edgestep/shared';

import type { HistoryEvent } from './history-event.ts';
import type { HistoryTracker, Shown } from './history-projection.ts';
import { variableDetails, WHOLE } from './payload-details.ts';

/** Every transition has an entry and an exit: they are written out, for a copy takes longer than all the rest. */
export function stateEnteredInHistory(event: EventOf<'StateEntered'>, tracker: HistoryTracker): HistoryEvent {
  const { state: name, input, stateType, at, id, prev: previousEventId } = event;
  return {
    timestamp: tracker.timeOf(at),
    type: enteredType(stateType),
    id,
    previousEventId,
    stateEnteredEventDetails: tracker.includeExecutionData
      ? { name, input: tracker.textOf(input), inputDetails: WHOLE }
      : { name },
  };
}

export function stateExitedInHistory(event: EventOf<'StateExited'>, tracker: HistoryTracker): HistoryEvent {
  return {
    timestamp: tracker.timeOf(event.at),
    type: exitedType(event.stateType),
    id: event.id,
    previousEventId: event.prev,
    stateExitedEventDetails: exitedDetails(event, tracker),
  };
}

function exitedDetails(
  { state: name, output, assigned }: EventOf<'StateExited'>,
  tracker: HistoryTracker,
): NonNullable<HistoryEvent['stateExitedEventDetails']> {
  if (!tracker.includeExecutionData) return { name };
  const details = { name, output: tracker.textOf(output), outputDetails: WHOLE };
  return assigned === undefined ? details : { ...details, ...variableDetails(assigned) };
}

/** Written out: names are compared sooner than they are looked up, or put together. */
function enteredType(stateType: StateType): HistoryEvent['type'] {
  switch (stateType) {
    case 'Task':
      return 'TaskStateEntered';
    case 'Pass':
      return 'PassStateEntered';
    case 'Choice':
      return 'ChoiceStateEntered';
    case 'Wait':
      return 'WaitStateEntered';
    case 'Succeed':
      return 'SucceedStateEntered';
    case 'Fail':
      return 'FailStateEntered';
    case 'Parallel':
      return 'ParallelStateEntered';
    case 'Map':
      return 'MapStateEntered';
  }
}

/** A Fail state is never left: it ends its frame. */
function exitedType(stateType: StateType): HistoryEvent['type'] {
  switch (stateType) {
    case 'Task':
      return 'TaskStateExited';
    case 'Pass':
      return 'PassStateExited';
    case 'Choice':
      return 'ChoiceStateExited';
    case 'Wait':
      return 'WaitStateExited';
    case 'Succeed':
      return 'SucceedStateExited';
    case 'Parallel':
      return 'ParallelStateExited';
    case 'Map':
      return 'MapStateExited';
    case 'Fail':
      throw new EdgestepError('internal', 'A Fail state has no exit');
  }
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
