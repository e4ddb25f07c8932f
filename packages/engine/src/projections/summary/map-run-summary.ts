import type { EpochMs, MapRunLimits } from '@edgestep/shared';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** How many are in which state. */
export interface MapRunCounts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  readonly resultsWritten: number;
  /** Of those that did not succeed: how many wait for their redrive, and how many could not be redriven. */
  readonly pendingRedrive: number;
  readonly failuresNotRedrivable: number;
}

/** A Map Run as DescribeMapRun shows it: what the log of its execution tells. */
export interface MapRunSummary extends MapRunLimits {
  readonly mapRunArn: string;
  /** The execution whose Map it is. */
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: MapRunStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | undefined;
  readonly redriveCount: number;
  /** When it was redriven last. */
  readonly redrivenAt: EpochMs | undefined;
  readonly items: MapRunCounts;
  /** Its child executions. How many batches are still to come is not known before they are made. */
  readonly children: MapRunCounts;
}

/** Newest first. `after` continues behind the Map Run that an earlier page ended with. */
export interface MapRunQuery {
  readonly executionArn: string;
  readonly limit: number;
  readonly after: { readonly startedAt: EpochMs; readonly mapRunArn: string } | undefined;
}
