import type { ExecutionStatus } from './shapes/execution-shapes.ts';

/** What {@link EdgestepClient.run} throws when an execution ended other than by success. */
export class ExecutionFailedError extends Error {
  readonly executionArn: string;
  readonly status: Exclude<ExecutionStatus, 'RUNNING' | 'SUCCEEDED'>;
  /** The error name that the execution ended with, for instance `States.Timeout`. */
  readonly error: string | undefined;
  readonly executionCause: string | undefined;

  constructor(ended: {
    executionArn: string;
    status: Exclude<ExecutionStatus, 'RUNNING' | 'SUCCEEDED'>;
    error?: string;
    cause?: string;
  }) {
    const why = [ended.error, ended.cause].filter((part) => part !== undefined && part !== '').join(': ');
    super(`${ended.executionArn} ${ended.status}${why === '' ? '' : `: ${why}`}`);
    this.name = 'ExecutionFailedError';
    this.executionArn = ended.executionArn;
    this.status = ended.status;
    this.error = ended.error;
    this.executionCause = ended.cause;
  }
}
