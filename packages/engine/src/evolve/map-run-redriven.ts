import type { AwaitingChildView } from '@edgestep/asl';
import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { MapRunActivityState } from '../state/frame-state.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

/**
 * A Map Run goes on from where `foldForRedrive` found it. Children that were open when it was given up are redriven
 * with the others: how they ended was told to nobody.
 */
export function mapRunRedriven(state: ExecutionState, event: EventOf<'MapRunRedriven'>): void {
  const frame = requireFrame(state, event.frame);
  const run = requireActivity(state, frame, 'map-run');
  frame.lastEventId = event.id;
  run.redriveCount = event.redriveCount;
  run.closing = undefined;
  run.failedItems = 0;
  takeUpChildren(run);
  // No child has begun: the items are looked for again (Developer Guide, input used on Map Run redrive).
  if (run.reader !== undefined && run.nextChild === 0) {
    run.source = undefined;
    run.total = undefined;
  }
  reckonOpening(state, frame, run);
}

function takeUpChildren(run: MapRunActivityState): void {
  const children: AwaitingChildView[] = [...run.awaiting.values()];
  for (const child of run.open.values()) {
    children.push({ ...child, redriveCount: child.redriveCount + 1, former: 'ABORTED' });
  }
  run.open.clear();
  run.awaiting.clear();
  for (const child of children.toSorted((one, other) => one.index - other.index)) {
    run.awaiting.set(child.index, child);
  }
}
