import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame } from '../state/require-frame.ts';

/** The results stay until the state is left: its output is made from them after this event. */
export function mapSucceeded(state: ExecutionState, event: EventOf<'MapSucceeded'>): void {
  requireFrame(state, event.frame).lastEventId = event.prev;
}
