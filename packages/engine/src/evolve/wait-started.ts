import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame, requireInside } from '../state/require-frame.ts';

export function waitStarted(state: ExecutionState, event: EventOf<'WaitStarted'>): void {
  const frame = requireFrame(state, event.frame);
  frame.lastEventId = event.prev;
  requireInside(state, frame).activity = { kind: 'waiting', dueAt: event.dueAt };
}
