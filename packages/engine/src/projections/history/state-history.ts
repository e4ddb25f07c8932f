import { EdgestepError, type EventOf, type StateType } from '@edgestep/shared';

import type { HistoryEvent } from './history-event.ts';
import type { HistoryTracker, Shown } from './history-projection.ts';
import { variableDetails, WHOLE } from './payload-details.ts';

/** Every transition has an entry and an exit: they are written out, for a copy takes longer than all the rest. */
export function stateEnteredInHistory(event: EventOf<'StateEntered'>, tracker: HistoryTracker): HistoryEvent {
  const { state: name, input, stateType, id, prev: previousEventId } = event;
  return {
    timestamp: tracker.timeOf(event),
    type: ENTERED[stateType],
    id,
    previousEventId,
    stateEnteredEventDetails: tracker.includeExecutionData
      ? { name, input: tracker.textOf(input), inputDetails: WHOLE }
      : { name },
  };
}

export function stateExitedInHistory(event: EventOf<'StateExited'>, tracker: HistoryTracker): HistoryEvent {
  return {
    timestamp: tracker.timeOf(event),
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

const ENTERED = {
  Pass: 'PassStateEntered',
  Task: 'TaskStateEntered',
  Choice: 'ChoiceStateEntered',
  Wait: 'WaitStateEntered',
  Succeed: 'SucceedStateEntered',
  Fail: 'FailStateEntered',
  Parallel: 'ParallelStateEntered',
  Map: 'MapStateEntered',
} as const satisfies { readonly [T in StateType]: `${T}StateEntered` };

const EXITED = {
  Pass: 'PassStateExited',
  Task: 'TaskStateExited',
  Choice: 'ChoiceStateExited',
  Wait: 'WaitStateExited',
  Succeed: 'SucceedStateExited',
  Parallel: 'ParallelStateExited',
  Map: 'MapStateExited',
} as const satisfies { readonly [T in Exclude<StateType, 'Fail'>]: `${T}StateExited` };

/** A Fail state is never left: it ends its frame. */
function exitedType(stateType: StateType): HistoryEvent['type'] {
  if (stateType === 'Fail') throw new EdgestepError('internal', 'A Fail state has no exit');
  return EXITED[stateType];
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
