import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { closeExecution } from './close-execution.ts';

export function executionFailed(state: ExecutionState, event: EventOf<'ExecutionFailed'>): void {
  closeExecution(state, {
    kind: 'FAILED',
    at: event.at,
    ...(event.error === undefined ? {} : { error: event.error }),
    ...(event.cause === undefined ? {} : { cause: event.cause }),
  });
}
