/** Whether a payload was cut off. */
interface HistoryDataDetails {
  readonly truncated?: boolean;
}

/** The role that a task runs with. */
interface TaskCredentials {
  readonly roleArn?: string;
}

/** Why an activity, a function, a Map run or the execution ended without success. */
export interface FailureDetails {
  readonly error?: string;
  readonly cause?: string;
}

/** An activity task that waits for a worker. */
export interface ActivityScheduledEventDetails {
  readonly resource: string;
  readonly input?: string;
  readonly inputDetails?: HistoryDataDetails;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}

/** Which worker took an activity task. */
export interface ActivityStartedEventDetails {
  readonly workerName?: string;
}

/** The output of an activity, a function or the execution, as JSON text. */
export interface OutputDetails {
  readonly output?: string;
  readonly outputDetails?: HistoryDataDetails;
}

/** Why a service task ended without success. */
export interface TaskFailureDetails {
  readonly resourceType: string;
  readonly resource: string;
  readonly error?: string;
  readonly cause?: string;
}

/** A service task that is about to be called. */
export interface TaskScheduledEventDetails {
  readonly resourceType: string;
  readonly resource: string;
  readonly region: string;
  readonly parameters: string;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly taskCredentials?: TaskCredentials;
}

/** A service task that is being called. */
export interface TaskStartedEventDetails {
  readonly resourceType: string;
  readonly resource: string;
}

/** What a service answered, as JSON text. */
export interface TaskOutputDetails {
  readonly resourceType: string;
  readonly resource: string;
  readonly output?: string;
  readonly outputDetails?: HistoryDataDetails;
}

/** What an execution began with. */
export interface ExecutionStartedEventDetails {
  readonly input?: string;
  readonly inputDetails?: HistoryDataDetails;
  readonly roleArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly stateMachineVersionArn?: string;
}

/** How often an execution was redriven. */
export interface ExecutionRedrivenEventDetails {
  readonly redriveCount?: number;
}

/** How many items a Map has. */
export interface MapStateStartedEventDetails {
  readonly length?: number;
}

/** Which iteration of which Map. */
export interface MapIterationEventDetails {
  readonly name?: string;
  readonly index?: number;
}

/** A function that is about to be called. */
export interface LambdaFunctionScheduledEventDetails {
  readonly resource: string;
  readonly input?: string;
  readonly inputDetails?: HistoryDataDetails;
  readonly timeoutInSeconds?: number;
  readonly taskCredentials?: TaskCredentials;
}

/** A state with the input it was entered with, before its InputPath. */
export interface StateEnteredEventDetails {
  readonly name: string;
  readonly input?: string;
  readonly inputDetails?: HistoryDataDetails;
}

/** A state with the output it was left with, after its OutputPath. */
export interface StateExitedEventDetails {
  readonly name: string;
  readonly output?: string;
  readonly outputDetails?: HistoryDataDetails;
  readonly assignedVariables?: Readonly<Record<string, string>>;
  readonly assignedVariablesDetails?: HistoryDataDetails;
}

/** Which Map run began. */
export interface MapRunStartedEventDetails {
  readonly mapRunArn?: string;
}

/** Which Map run was redriven, and how often. */
export interface MapRunRedrivenEventDetails {
  readonly mapRunArn?: string;
  readonly redriveCount?: number;
}

/** An expression that could not be evaluated. */
export interface EvaluationFailedEventDetails {
  readonly error?: string;
  readonly cause?: string;
  readonly location?: string;
  readonly state: string;
}
