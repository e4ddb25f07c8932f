import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame } from '../state/require-frame.ts';

/** The branches stay until the state is left: their outputs are collected after this event. */
export function parallelSucceeded(state: ExecutionState, event: EventOf<'ParallelSucceeded'>): void {
  requireFrame(state, event.frame).lastEventId = event.prev;
}
