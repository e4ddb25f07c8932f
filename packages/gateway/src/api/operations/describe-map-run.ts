import { LONG_ARN } from '../model/arn.ts';
import type { MapRunExecutionCounts, MapRunItemCounts, MapRunStatus } from '../model/map-run.ts';
import { required, structure } from '../shape/describe.ts';

/** Progress and settings of one distributed Map. */
export interface DescribeMapRunRequest {
  readonly mapRunArn: string;
}

/** The shape of `DescribeMapRunRequest`. */
export const DESCRIBE_MAP_RUN_REQUEST = structure<DescribeMapRunRequest>('DescribeMapRunInput', {
  mapRunArn: required(LONG_ARN),
});

/** The answer of DescribeMapRun. */
export interface DescribeMapRunResponse {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly status: MapRunStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  readonly toleratedFailureCount: number;
  readonly itemCounts: MapRunItemCounts;
  readonly executionCounts: MapRunExecutionCounts;
  readonly redriveCount?: number;
  readonly redriveDate?: Date;
}
