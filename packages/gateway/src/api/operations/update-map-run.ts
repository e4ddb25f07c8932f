import { LONG_ARN } from '../model/arn.ts';
import { number, required, structure } from '../shape/describe.ts';

/** Changes concurrency and tolerance of a running distributed Map. */
export interface UpdateMapRunRequest {
  readonly mapRunArn: string;
  readonly maxConcurrency?: number;
  readonly toleratedFailurePercentage?: number;
  readonly toleratedFailureCount?: number;
}

/** The shape of `UpdateMapRunRequest`. */
export const UPDATE_MAP_RUN_REQUEST = structure<UpdateMapRunRequest>('UpdateMapRunInput', {
  mapRunArn: required(LONG_ARN),
  maxConcurrency: number('Integer', { min: 0 }),
  toleratedFailurePercentage: number('Float', { min: 0, max: 100 }),
  toleratedFailureCount: number('Long', { min: 0 }),
});

/** The answer of UpdateMapRun: nothing but that it is done. */
export type UpdateMapRunResponse = Readonly<Record<string, never>>;
