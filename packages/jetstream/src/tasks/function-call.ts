import type { Json } from '@edgestep/shared';

/** One attempt to have a function called by a worker. */
export interface FunctionCall {
  /** The name of the micro service, without qualifier. */
  readonly functionName: string;
  readonly payload: Json;
  readonly about: TaskFacts;
  /** Ends the attempt: the task is no longer wanted. A worker of the SDK is told. */
  readonly signal: AbortSignal;
  /**
   * A worker of the SDK has the task; or, without a name, some service must have it, for a second has gone by and the
   * server did not say that nobody listens. Both may happen, in this order.
   */
  readonly onAccepted?: (worker: string | undefined) => void;
  /** The handler reported progress: HeartbeatSeconds start anew. */
  readonly onHeartbeat?: () => void;
}

/** What a worker learns of the task, by headers. */
export interface TaskFacts {
  readonly taskToken: string;
  readonly executionArn: string;
  readonly stateName: string;
  /** How often the task was handed out before, from 0. */
  readonly attempt: number;
  /** When it times out, in milliseconds since 1970; undefined when it does not. */
  readonly deadline?: number;
  readonly traceparent?: string;
  readonly tracestate?: string;
}

export type FunctionCallOutcome =
  | { readonly kind: 'returned'; readonly output: Json }
  | { readonly kind: 'function-error'; readonly error: string; readonly cause: string }
  /** No service of this name listens anywhere in the zone. It may be the name of something else. */
  | { readonly kind: 'no-worker'; readonly message: string }
  /**
   * Hand it out again: whether it was begun, done, or is being done is not known, and will not be; or every worker
   * that was asked is busy, and it was not begun.
   */
  | { readonly kind: 'lost'; readonly message: string }
  /** The signal was aborted. */
  | { readonly kind: 'cancelled' };
