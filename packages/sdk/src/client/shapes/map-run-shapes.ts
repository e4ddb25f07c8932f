import type { PageInput } from './state-machine-shapes.ts';

export interface MapRunCounts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  readonly resultsWritten: number;
  readonly failuresNotRedrivable?: number;
  readonly pendingRedrive?: number;
}

export interface MapRunReference {
  readonly mapRunArn: string;
}

export interface DescribeMapRunOutput extends MapRunReference {
  readonly executionArn: string;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  readonly toleratedFailureCount: number;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  readonly redriveCount?: number;
  readonly redriveDate?: Date;
}

export interface ListMapRunsInput extends PageInput {
  readonly executionArn: string;
}

export interface ListMapRunsOutput {
  readonly mapRuns: readonly {
    readonly executionArn: string;
    readonly mapRunArn: string;
    readonly stateMachineArn: string;
    readonly startDate: Date;
    readonly stopDate?: Date;
  }[];
  readonly nextToken?: string;
}

export interface UpdateMapRunInput extends MapRunReference {
  readonly maxConcurrency?: number;
  readonly toleratedFailurePercentage?: number;
  readonly toleratedFailureCount?: number;
}
