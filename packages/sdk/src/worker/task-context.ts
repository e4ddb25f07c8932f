import type { Log } from '../log.ts';

/** Why a handler's signal was aborted; the `code` of a {@link TaskAbortedError}. */
export type AbortCode =
  /** Nobody waits for the result: the task timed out, its execution ended, or another worker has the task. */
  | 'cancelled'
  /** The task's deadline has passed. */
  | 'deadline'
  /** The worker was cut off for so long that the task is somebody else's now. */
  | 'connection-lost'
  /** Whoever handed the task out is gone, and with it the place where the result belongs. */
  | 'caller-gone'
  /** The worker is closing, and the time for running tasks is over. */
  | 'draining';

/** The reason of an aborted {@link TaskContext.signal}. */
export class TaskAbortedError extends Error {
  readonly code: AbortCode;

  constructor(code: AbortCode, message: string) {
    super(message);
    this.name = 'TaskAbortedError';
    this.code = code;
  }
}

/** What a handler knows of its task besides the input. */
export interface TaskContext {
  readonly functionName: string;
  /**
   * Aborted when the result is not wanted any more; its reason is a {@link TaskAbortedError}. The handler should
   * stop soon: what it returns or throws after that goes nowhere, but it holds its place until then.
   */
  readonly signal: AbortSignal;
  /** For SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat. Absent when the caller is no state machine. */
  readonly token: string | undefined;
  readonly executionArn: string | undefined;
  readonly stateName: string | undefined;
  /** How often this task was handed out before, for instance to a worker that died. Retriers make new tasks: see `$$.State.RetryCount`. */
  readonly attempt: number;
  /** When the task times out. */
  readonly deadline: Date | undefined;
  /** W3C Trace Context of the state that the task belongs to. */
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
  /** Reports progress: restarts the state's HeartbeatSeconds. (That the worker is alive is told without it.) */
  heartbeat(): void;
  readonly log: Log;
}
