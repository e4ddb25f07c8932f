import type { EpochMs, ExecutionCommand, Json, JsonObject, TaskAddress, TaskTarget } from '@edgestep/shared';

/** A task to hand out, after its TaskScheduled event is durable (E1). */
export interface TaskAssignment extends TaskAddress {
  readonly target: TaskTarget;
  readonly parameters: Json;
  readonly stateMachineArn: string;
  readonly executionName: string;
  readonly stateName: string;
  readonly roleArn: string;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** When it times out. Absent: never, or (an activity) not before a worker has taken it. */
  readonly deadline: EpochMs | undefined;
  /** The state's Credentials, evaluated. */
  readonly credentials: JsonObject | undefined;
  /** How far it was when it is handed out again after a recovery. */
  readonly progress: 'scheduled' | 'started' | 'submitted';
  readonly traceHeader: string | undefined;
}

/**
 * Hands tasks to whoever does them and reports back with commands (StartTask, SubmitTask, CompleteTask, FailTask).
 * A task may be handed out more than once (a new owner does it again); its result is applied once (E6). What is
 * unreachable is tried again with backoff and full jitter until the task is cancelled; the engine keeps the time-out.
 */
export interface TaskDispatcher {
  /** Never throws, never blocks. `report` resolves when the command was decided and is durable, or was rejected. */
  dispatch(task: TaskAssignment, report: (command: ExecutionCommand) => Promise<void>): void;
  /** The task is no longer wanted: it timed out, or its execution ended. Unknown tasks are ignored. */
  cancel(task: TaskAddress): void;
}
