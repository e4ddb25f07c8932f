import type { Json, JsonObject } from '../json/json.ts';
import type { EpochMs, EventBase } from './event-base.ts';

/** How a task's end is known: by the answer, by the job's end, or by a callback with the task token. */
export type TaskPattern = 'request-response' | 'sync' | 'sync:2' | 'wait-for-task-token';

/**
 * What a Task state calls, resolved from its Resource when the definition is compiled.
 * `family` decides which history events tell of it (LambdaFunction…, Activity…, Task…).
 */
export type TaskTarget =
  | { readonly family: 'function'; readonly resource: string; readonly functionName: string }
  | { readonly family: 'activity'; readonly resource: string; readonly activityArn: string }
  | {
      readonly family: 'service';
      /** As written in the definition: `arn:aws:states:::lambda:invoke.waitForTaskToken`. */
      readonly resource: string;
      /** `lambda`, `states`, `sqs`, `nats`, `aws-sdk:sfn`, …: the history's `resourceType`. */
      readonly service: string;
      /** `invoke`, `startExecution.sync:2`, …: the history's `resource`. */
      readonly action: string;
      readonly pattern: TaskPattern;
    };

/** A task is to be handed out. `id` is the task's identity within the execution: results name it. */
export interface TaskScheduled extends EventBase {
  readonly kind: 'TaskScheduled';
  readonly target: TaskTarget;
  readonly parameters: Json;
  /** When States.Timeout strikes; absent: the language's default of 99,999,999 s. */
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  /** Credentials.RoleArn, evaluated. */
  readonly credentials?: JsonObject;
}

export interface TaskStarted extends EventBase {
  readonly kind: 'TaskStarted';
  readonly workerName?: string;
}

/** The called service has taken the work and will tell its end (`.sync`, `.waitForTaskToken`). */
export interface TaskSubmitted extends EventBase {
  readonly kind: 'TaskSubmitted';
  readonly output: Json;
}

export interface TaskSucceeded extends EventBase {
  readonly kind: 'TaskSucceeded';
  readonly output: Json;
}

/** Where in its life a task failed: AWS has an event type for each. */
export type TaskFailurePhase = 'schedule' | 'start' | 'submit' | 'run';

export interface TaskFailed extends EventBase {
  readonly kind: 'TaskFailed';
  readonly phase: TaskFailurePhase;
  readonly error?: string;
  readonly cause?: string;
}

export interface TaskTimedOut extends EventBase {
  readonly kind: 'TaskTimedOut';
  readonly error: 'States.Timeout' | 'States.HeartbeatTimeout';
  readonly cause?: string;
  readonly deadline: EpochMs;
}

export type TaskEventFamily =
  | TaskScheduled
  | TaskStarted
  | TaskSubmitted
  | TaskSucceeded
  | TaskFailed
  | TaskTimedOut;
