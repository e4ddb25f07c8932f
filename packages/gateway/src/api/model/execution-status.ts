import { choice } from '../shape/describe.ts';

/** Where an execution stands. */
export type ExecutionStatus =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE';

/** The shape of `ExecutionStatus`, in the order in which AWS was recorded to list it. */
export const EXECUTION_STATUS = choice<ExecutionStatus>([
  'SUCCEEDED',
  'TIMED_OUT',
  'PENDING_REDRIVE',
  'ABORTED',
  'FAILED',
  'RUNNING',
]);

/** How an execution of StartSyncExecution ended. */
export type SyncExecutionStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
