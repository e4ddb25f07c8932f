import type { ClosedExecution } from '@edgestep/engine';
import type { Json, StartExecution, StopExecution } from '@edgestep/shared';

/** How an Express execution ended. */
export interface ExpressResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** Runs Express executions in this node's memory: nothing of them survives it (design: Express). */
export interface ExpressHost {
  /** Starts one and answers when it began. */
  start(command: StartExecution): Promise<{ readonly startedAt: number }>;
  /** Starts one and answers when it ended. When `signal` is aborted only the wait ends: the execution goes on. */
  startSync(command: StartExecution, signal: AbortSignal): Promise<ExpressResult>;
  /** The same for who has to know everything about its end. */
  run(command: StartExecution, signal: AbortSignal): Promise<ClosedExecution>;
  /** Ends one that runs here; nothing happens when it does not. */
  stop(command: StopExecution): Promise<void>;
}
