import type { EventOf, Json } from '@edgestep/shared';

import { closeChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { requireFrame, requireInside } from '../state/require-frame.ts';

export function mapStarted(state: ExecutionState, event: EventOf<'MapStarted'>): void {
  const frame = requireFrame(state, event.frame);
  const inside = requireInside(state, frame);
  closeChildren(state, frame);
  frame.lastEventId = event.id;
  inside.activity = {
    kind: 'iterations',
    items: event.items,
    keys: event.keys,
    block: event.itemProcessor.block,
    startAt: event.itemProcessor.startAt,
    maxConcurrency: event.maxConcurrency,
    toleratedFailureCount: event.toleratedFailureCount,
    toleratedFailurePercentage: event.toleratedFailurePercentage,
    nextIndex: 0,
    open: 0,
    failed: 0,
    results: new Array<Json | undefined>(event.items.length).fill(undefined),
    children: [],
  };
}
