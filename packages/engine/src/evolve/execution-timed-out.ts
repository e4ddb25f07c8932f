import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { closeExecution } from './close-execution.ts';

export function executionTimedOut(state: ExecutionState, event: EventOf<'ExecutionTimedOut'>): void {
  closeExecution(state, {
    kind: 'TIMED_OUT',
    at: event.at,
    ...(event.error === undefined ? {} : { error: event.error }),
    ...(event.cause === undefined ? {} : { cause: event.cause }),
  });
}
