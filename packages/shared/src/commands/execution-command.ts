import type { EpochMs, FrameId } from '../events/event-base.ts';
import type { ExecutionType, ParentLink } from '../events/execution-events.ts';
import type { MapRunLink } from '../events/map-run-events.ts';
import type { TaskFailurePhase } from '../events/task-events.ts';
import type { Json } from '../json/json.ts';
import type { MapRunCommand } from './map-run-commands.ts';

/** Starts an execution; idempotent on (`executionArn`, `input`) while the execution is open (API reference, StartExecution). */
export interface StartExecution {
  readonly kind: 'StartExecution';
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  readonly revisionId: string;
  readonly type: ExecutionType;
  readonly roleArn: string;
  readonly input: Json;
  readonly parent?: ParentLink;
  /** For a child execution of a distributed Map. */
  readonly mapRun?: MapRunLink;
  readonly traceHeader?: string;
  readonly startedBy: string;
}

export interface StopExecution {
  readonly kind: 'StopExecution';
  readonly executionArn: string;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Continues a closed Standard execution that did not succeed. Idempotent on `clientToken`, for its last ten tokens
 * and 15 minutes (API reference, RedriveExecution), and on `redriveCount` for good.
 */
export interface RedriveExecution {
  readonly kind: 'RedriveExecution';
  readonly executionArn: string;
  readonly clientToken?: string;
  /** Which redrive of the execution this makes, for a child of a distributed Map: one that was made is repeated. */
  readonly redriveCount?: number;
  readonly redrivenBy: string;
}

/** Which task of which execution a report is about. `taskId` is the history id of its TaskScheduled event. */
export interface TaskAddress {
  readonly executionArn: string;
  readonly frame: FrameId;
  readonly taskId: number;
}

/** A worker, or the service called, has begun. */
export interface StartTask extends TaskAddress {
  readonly kind: 'StartTask';
  readonly workerName?: string;
}

/** The called service has accepted the work; its end comes later. */
export interface SubmitTask extends TaskAddress {
  readonly kind: 'SubmitTask';
  readonly output: Json;
}

export interface CompleteTask extends TaskAddress {
  readonly kind: 'CompleteTask';
  readonly output: Json;
}

export interface FailTask extends TaskAddress {
  readonly kind: 'FailTask';
  readonly phase: TaskFailurePhase;
  readonly error?: string;
  readonly cause?: string;
}

/** A worker is alive. Restarts the heartbeat's deadline; makes no event. */
export interface HeartbeatTask extends TaskAddress {
  readonly kind: 'HeartbeatTask';
}

/** Something that an execution waited for has come due. `cause` says what; one that no longer waits is a Rejection (E6). */
export interface FireTimer {
  readonly kind: 'FireTimer';
  readonly executionArn: string;
  readonly timer: Timer;
}

/** What a timer is for. Timers are derived from the state, so recovery sets them anew. */
export type Timer =
  | { readonly cause: 'execution-timeout'; readonly dueAt: EpochMs }
  | { readonly cause: 'wait'; readonly frame: FrameId; readonly dueAt: EpochMs }
  | { readonly cause: 'retry'; readonly frame: FrameId; readonly dueAt: EpochMs }
  | {
      readonly cause: 'task-timeout';
      readonly frame: FrameId;
      readonly taskId: number;
      readonly dueAt: EpochMs;
    }
  | {
      readonly cause: 'task-heartbeat';
      readonly frame: FrameId;
      readonly taskId: number;
      readonly dueAt: EpochMs;
    };

/** Goes on with frames that are between two states: after a long turn was cut, or after recovery. */
export interface ContinueExecution {
  readonly kind: 'ContinueExecution';
  readonly executionArn: string;
}

/** Everything that a partition can be asked to decide. */
export type ExecutionCommand =
  | StartExecution
  | StopExecution
  | RedriveExecution
  | StartTask
  | SubmitTask
  | CompleteTask
  | FailTask
  | HeartbeatTask
  | FireTimer
  | ContinueExecution
  | MapRunCommand;

export type ExecutionCommandKind = ExecutionCommand['kind'];

export type CommandOf<K extends ExecutionCommandKind> = Extract<ExecutionCommand, { readonly kind: K }>;
