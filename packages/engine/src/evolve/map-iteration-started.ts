import type { MapItem } from '@edgestep/asl';
import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { IterationsActivityState } from '../state/frame-state.ts';
import { openFrame } from '../state/open-frame.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

export function mapIterationStarted(state: ExecutionState, event: EventOf<'MapIterationStarted'>): void {
  const frame = requireFrame(state, event.frame);
  const map = requireActivity(state, frame, 'iterations');
  frame.lastEventId = event.prev;
  map.nextIndex = event.index + 1;
  map.open += 1;
  map.children[event.index] = event.child;
  openFrame(state, {
    id: event.child,
    parent: frame.id,
    index: event.index,
    start: map,
    input: event.input,
    mapItem: itemOf(map, event.index),
    lastEventId: event.id,
  });
}

function itemOf(map: IterationsActivityState, index: number): MapItem {
  const value = map.items[index] ?? null;
  const key = map.keys?.[index];
  return key === undefined ? { index, value } : { index, value, key };
}
