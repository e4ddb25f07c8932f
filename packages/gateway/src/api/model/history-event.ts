import type {
  ActivityScheduledEventDetails,
  ActivityStartedEventDetails,
  EvaluationFailedEventDetails,
  ExecutionRedrivenEventDetails,
  ExecutionStartedEventDetails,
  FailureDetails,
  LambdaFunctionScheduledEventDetails,
  MapIterationEventDetails,
  MapRunRedrivenEventDetails,
  MapRunStartedEventDetails,
  MapStateStartedEventDetails,
  OutputDetails,
  StateEnteredEventDetails,
  StateExitedEventDetails,
  TaskFailureDetails,
  TaskOutputDetails,
  TaskScheduledEventDetails,
  TaskStartedEventDetails,
} from './history-event-details.ts';
import type { HistoryEventType } from './history-event-type.ts';

/** One event of an execution's history; exactly the details that belong to its type are present. */
export interface HistoryEvent {
  readonly timestamp: Date;
  readonly type: HistoryEventType;
  readonly id: number;
  readonly previousEventId?: number;
  readonly activityFailedEventDetails?: FailureDetails;
  readonly activityScheduleFailedEventDetails?: FailureDetails;
  readonly activityScheduledEventDetails?: ActivityScheduledEventDetails;
  readonly activityStartedEventDetails?: ActivityStartedEventDetails;
  readonly activitySucceededEventDetails?: OutputDetails;
  readonly activityTimedOutEventDetails?: FailureDetails;
  readonly taskFailedEventDetails?: TaskFailureDetails;
  readonly taskScheduledEventDetails?: TaskScheduledEventDetails;
  readonly taskStartFailedEventDetails?: TaskFailureDetails;
  readonly taskStartedEventDetails?: TaskStartedEventDetails;
  readonly taskSubmitFailedEventDetails?: TaskFailureDetails;
  readonly taskSubmittedEventDetails?: TaskOutputDetails;
  readonly taskSucceededEventDetails?: TaskOutputDetails;
  readonly taskTimedOutEventDetails?: TaskFailureDetails;
  readonly executionFailedEventDetails?: FailureDetails;
  readonly executionStartedEventDetails?: ExecutionStartedEventDetails;
  readonly executionSucceededEventDetails?: OutputDetails;
  readonly executionAbortedEventDetails?: FailureDetails;
  readonly executionTimedOutEventDetails?: FailureDetails;
  readonly executionRedrivenEventDetails?: ExecutionRedrivenEventDetails;
  readonly mapStateStartedEventDetails?: MapStateStartedEventDetails;
  readonly mapIterationStartedEventDetails?: MapIterationEventDetails;
  readonly mapIterationSucceededEventDetails?: MapIterationEventDetails;
  readonly mapIterationFailedEventDetails?: MapIterationEventDetails;
  readonly mapIterationAbortedEventDetails?: MapIterationEventDetails;
  readonly lambdaFunctionFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionScheduleFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionScheduledEventDetails?: LambdaFunctionScheduledEventDetails;
  readonly lambdaFunctionStartFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionSucceededEventDetails?: OutputDetails;
  readonly lambdaFunctionTimedOutEventDetails?: FailureDetails;
  readonly stateEnteredEventDetails?: StateEnteredEventDetails;
  readonly stateExitedEventDetails?: StateExitedEventDetails;
  readonly mapRunStartedEventDetails?: MapRunStartedEventDetails;
  readonly mapRunFailedEventDetails?: FailureDetails;
  readonly mapRunRedrivenEventDetails?: MapRunRedrivenEventDetails;
  readonly evaluationFailedEventDetails?: EvaluationFailedEventDetails;
}
