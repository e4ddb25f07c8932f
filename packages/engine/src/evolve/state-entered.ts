import type { EventOf } from '@edgestep/shared';

import { dropReady } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { DECIDING, NO_RETRIES } from '../state/frame-state.ts';
import { requireFrame } from '../state/require-frame.ts';

export function stateEntered(state: ExecutionState, event: EventOf<'StateEntered'>): void {
  const frame = requireFrame(state, event.frame);
  dropReady(state, frame.id);
  frame.lastEventId = event.id;
  frame.position = {
    kind: 'inside',
    entry: event,
    retrierCounts: NO_RETRIES,
    retryCount: 0,
    activity: DECIDING,
  };
}
