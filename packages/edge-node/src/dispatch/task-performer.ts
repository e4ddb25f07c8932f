import type { TaskAssignment } from '@edgestep/engine';
import type { ExecutionCommand } from '@edgestep/shared';

/** What a performer has in hand while it does one task. */
export interface TaskRun {
  /** Aborted when the task is no longer wanted, or this node no longer owns its partition. */
  readonly signal: AbortSignal;
  /** Tells the execution. Resolves when the command is decided and durable, or was rejected. */
  report(command: ExecutionCommand): Promise<void>;
}

/**
 * Does tasks of one kind: calls whoever does the work, and reports. What is unreachable it tries again, with
 * backoff, until `signal` is aborted; what fails for good it reports as FailTask. It throws only for faults.
 */
export type TaskPerformer = (task: TaskAssignment, run: TaskRun) => Promise<void>;
