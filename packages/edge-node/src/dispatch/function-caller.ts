import type { TaskAssignment } from '@edgestep/engine';
import type { Json } from '@edgestep/shared';

/** How a call of a function ended. What could only be tried again, was: these are final. */
export type FunctionOutcome =
  | { readonly kind: 'returned'; readonly output: Json; readonly response: FunctionResponse | undefined }
  | { readonly kind: 'failed'; readonly error: string; readonly cause: string }
  /** The task is no longer wanted. */
  | { readonly kind: 'cancelled' };

/** What an endpoint with the Lambda Invoke API said besides the payload; workers on the bus have none. */
export interface FunctionResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly executedVersion: string | undefined;
  readonly requestId: string | undefined;
}

/** One call of a function. */
export interface FunctionCall {
  readonly functionName: string;
  readonly payload: Json;
  readonly task: TaskAssignment;
  readonly taskToken: string;
  readonly signal: AbortSignal;
  /** The worker said that it is alive and at work. */
  readonly onHeartbeat: () => void;
  /** A worker took the task. */
  readonly onAccepted: (workerName: string | undefined) => void;
}

/**
 * Calls a function wherever it lives: a micro service of the zone's bus under its name, else the configured
 * endpoint. Without either the call waits for a worker to appear; it resolves when there is a result, or when
 * `signal` is aborted.
 */
export type FunctionCaller = (call: FunctionCall) => Promise<FunctionOutcome>;
