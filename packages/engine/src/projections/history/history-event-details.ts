/** Whether a payload was cut off. It never is here: payloads keep to the service's limit. */
export interface DataDetails {
  readonly truncated: boolean;
}

export interface FailureDetails {
  readonly error?: string;
  readonly cause?: string;
}

export interface OutputDetails {
  readonly output?: string;
  readonly outputDetails?: DataDetails;
}

export interface ServiceDetails {
  readonly resourceType: string;
  readonly resource: string;
}

export interface ScheduledDetails {
  readonly resource: string;
  readonly input?: string;
  readonly inputDetails?: DataDetails;
  readonly timeoutInSeconds?: number;
}

export interface TaskCredentials {
  readonly roleArn?: string;
}

export interface TaskScheduledDetails extends ServiceDetails {
  readonly region: string;
  readonly parameters: string;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly taskCredentials?: TaskCredentials;
}

export interface MapIterationDetails {
  readonly name: string;
  readonly index: number;
}

export interface ExecutionStartedDetails {
  readonly input?: string;
  readonly inputDetails?: DataDetails;
  readonly roleArn: string;
  readonly stateMachineAliasArn?: string;
  readonly stateMachineVersionArn?: string;
}

export interface StateEnteredDetails {
  readonly name: string;
  readonly input?: string;
  readonly inputDetails?: DataDetails;
}

export interface StateExitedDetails {
  readonly name: string;
  readonly output?: string;
  readonly outputDetails?: DataDetails;
  readonly assignedVariables?: Readonly<Record<string, string>>;
  readonly assignedVariablesDetails?: DataDetails;
}

export interface EvaluationFailedDetails {
  readonly error: string;
  readonly cause: string;
  readonly location?: string;
  readonly state: string;
}

/** The details of all types, by the API's member names. */
export interface HistoryEventDetails {
  readonly executionStartedEventDetails?: ExecutionStartedDetails;
  readonly executionRedrivenEventDetails?: { readonly redriveCount: number };
  readonly executionSucceededEventDetails?: OutputDetails;
  readonly executionFailedEventDetails?: FailureDetails;
  readonly executionTimedOutEventDetails?: FailureDetails;
  readonly executionAbortedEventDetails?: FailureDetails;
  readonly stateEnteredEventDetails?: StateEnteredDetails;
  readonly stateExitedEventDetails?: StateExitedDetails;
  readonly evaluationFailedEventDetails?: EvaluationFailedDetails;
  readonly activityScheduledEventDetails?: ScheduledDetails & { readonly heartbeatInSeconds?: number };
  readonly activityScheduleFailedEventDetails?: FailureDetails;
  readonly activityStartedEventDetails?: { readonly workerName?: string };
  readonly activitySucceededEventDetails?: OutputDetails;
  readonly activityFailedEventDetails?: FailureDetails;
  readonly activityTimedOutEventDetails?: FailureDetails;
  readonly lambdaFunctionScheduledEventDetails?: ScheduledDetails & {
    readonly taskCredentials?: TaskCredentials;
  };
  readonly lambdaFunctionScheduleFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionStartFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionSucceededEventDetails?: OutputDetails;
  readonly lambdaFunctionFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionTimedOutEventDetails?: FailureDetails;
  readonly taskScheduledEventDetails?: TaskScheduledDetails;
  readonly taskStartedEventDetails?: ServiceDetails;
  readonly taskStartFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly taskSubmittedEventDetails?: ServiceDetails & OutputDetails;
  readonly taskSubmitFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly taskSucceededEventDetails?: ServiceDetails & OutputDetails;
  readonly taskFailedEventDetails?: ServiceDetails & FailureDetails;
  readonly taskTimedOutEventDetails?: ServiceDetails & FailureDetails;
  readonly mapStateStartedEventDetails?: { readonly length: number };
  readonly mapRunStartedEventDetails?: { readonly mapRunArn: string };
  readonly mapRunRedrivenEventDetails?: { readonly mapRunArn: string; readonly redriveCount: number };
  readonly mapRunFailedEventDetails?: FailureDetails;
  readonly mapIterationStartedEventDetails?: MapIterationDetails;
  readonly mapIterationSucceededEventDetails?: MapIterationDetails;
  readonly mapIterationFailedEventDetails?: MapIterationDetails;
  readonly mapIterationAbortedEventDetails?: MapIterationDetails;
}
