import type { ExecutionEvent } from '@edgestep/shared';

import type { ExecutionStatus } from './execution-summary.ts';

/** The status that an event closes its execution with; undefined for one that does not close it. */
export function closedStatus(event: ExecutionEvent): Exclude<ExecutionStatus, 'RUNNING'> | undefined {
  switch (event.kind) {
    case 'ExecutionSucceeded':
      return 'SUCCEEDED';
    case 'ExecutionFailed':
      return 'FAILED';
    case 'ExecutionTimedOut':
      return 'TIMED_OUT';
    case 'ExecutionAborted':
      return 'ABORTED';
    default:
      return undefined;
  }
}
