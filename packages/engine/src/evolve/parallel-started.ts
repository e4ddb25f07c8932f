import type { EventOf } from '@edgestep/shared';

import { closeChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { openFrame } from '../state/open-frame.ts';
import { requireFrame, requireInside } from '../state/require-frame.ts';

export function parallelStarted(state: ExecutionState, event: EventOf<'ParallelStarted'>): void {
  const frame = requireFrame(state, event.frame);
  const inside = requireInside(state, frame);
  closeChildren(state, frame);
  frame.lastEventId = event.id;
  const { firstChild, branches, input } = event;
  inside.activity = { kind: 'branches', firstChild, count: branches.length, open: branches.length };
  branches.forEach((start, index) => {
    openFrame(state, {
      id: firstChild + index,
      parent: frame.id,
      index,
      start,
      input,
      mapItem: undefined,
      lastEventId: event.id,
    });
  });
}
