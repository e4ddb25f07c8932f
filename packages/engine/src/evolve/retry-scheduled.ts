import type { EventOf } from '@edgestep/shared';

import { closeChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame, requireInside } from '../state/require-frame.ts';

export function retryScheduled(state: ExecutionState, event: EventOf<'RetryScheduled'>): void {
  const frame = requireFrame(state, event.frame);
  const inside = requireInside(state, frame);
  closeChildren(state, frame);
  frame.lastEventId = event.prev;
  inside.retrierCounts = counted(inside.retrierCounts, event.retrier);
  inside.retryCount += 1;
  inside.activity = { kind: 'retrying', dueAt: event.dueAt };
}

function counted(counts: readonly number[], retrier: number): readonly number[] {
  const length = Math.max(counts.length, retrier + 1);
  return Array.from({ length }, (_, place) => (counts[place] ?? 0) + (place === retrier ? 1 : 0));
}
