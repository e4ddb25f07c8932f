import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { closeExecution } from './close-execution.ts';

export function executionAborted(state: ExecutionState, event: EventOf<'ExecutionAborted'>): void {
  closeExecution(state, {
    kind: 'ABORTED',
    at: event.at,
    ...(event.error === undefined ? {} : { error: event.error }),
    ...(event.cause === undefined ? {} : { cause: event.cause }),
  });
}
