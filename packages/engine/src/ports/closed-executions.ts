import type { EpochMs } from '@edgestep/shared';

import type { RecordMark } from './partition-log.ts';

/** What is left to say of an execution that has ended. */
export interface ClosedFacts {
  readonly startedAt: EpochMs;
  readonly closedAt: EpochMs;
}

/** Executions that are closed and have left the processor's memory: their names are taken, and stopping them is no fault. */
export interface ClosedExecutions {
  /**
   * Undefined for an execution that was never started here. The answer covers at least the records up to `asOf`, in the
   * log that holds it: an adapter that reads a projection waits until it has come so far.
   */
  find(executionArn: string, asOf: RecordMark): ClosedFacts | undefined | Promise<ClosedFacts | undefined>;
  /**
   * The records of the log that hold the execution's events, in their order; empty for one that is not known. As
   * complete as the records up to `asOf`.
   */
  places(executionArn: string, asOf: RecordMark): Promise<readonly number[]>;
}
