import type { EventOf } from '@edgestep/shared';

import { closeChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame } from '../state/require-frame.ts';

export function distributedMapStarted(state: ExecutionState, event: EventOf<'DistributedMapStarted'>): void {
  const frame = requireFrame(state, event.frame);
  closeChildren(state, frame);
  frame.lastEventId = event.id;
}
