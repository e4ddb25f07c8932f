import type { Json, JsonObject } from '../json/json.ts';
import type { EpochMs, EventBase } from './event-base.ts';

export type StateType = 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

export interface StateEntered extends EventBase {
  readonly kind: 'StateEntered';
  readonly state: string;
  readonly stateType: StateType;
  readonly input: Json;
}

/** The state is left: by its end, or by a catcher. `next` absent: the frame has ended with `output`. */
export interface StateExited extends EventBase {
  readonly kind: 'StateExited';
  readonly state: string;
  readonly stateType: StateType;
  readonly output: Json;
  readonly next?: string;
  /** The variables that Assign set, already evaluated. */
  readonly assigned?: JsonObject;
}

/** A state was given up because something beside or above it failed or was stopped (`TaskStateAborted`, …). */
export interface StateAborted extends EventBase {
  readonly kind: 'StateAborted';
  readonly state: string;
  readonly stateType: StateType;
}

/** A Wait state sleeps until `dueAt`. Not in the history: WaitStateEntered says it there. */
export interface WaitStarted extends EventBase {
  readonly kind: 'WaitStarted';
  readonly dueAt: EpochMs;
}

/** A retrier took an error and will run the state's work again at `dueAt`. Not in the history. */
export interface RetryScheduled extends EventBase {
  readonly kind: 'RetryScheduled';
  /** The retrier's place in the state's Retry array. */
  readonly retrier: number;
  readonly dueAt: EpochMs;
  readonly error: string;
}

/** A query of a state could not be evaluated (`EvaluationFailed`, JSONata and Choice). */
export interface EvaluationFailed extends EventBase {
  readonly kind: 'EvaluationFailed';
  readonly error: string;
  readonly cause: string;
  /** The field, for instance `Output` or `Arguments`. */
  readonly location?: string;
  readonly state: string;
}

export type StateEventFamily =
  | StateEntered
  | StateExited
  | StateAborted
  | WaitStarted
  | RetryScheduled
  | EvaluationFailed;
