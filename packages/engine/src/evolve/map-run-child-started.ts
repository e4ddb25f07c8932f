import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

export function mapRunChildStarted(state: ExecutionState, event: EventOf<'MapRunChildStarted'>): void {
  const frame = requireFrame(state, event.frame);
  const run = requireActivity(state, frame, 'map-run');
  const { index, executionArn, name, firstItem, itemCount, input, item } = event;
  run.open.set(index, { index, executionArn, name, firstItem, itemCount, input, item, redriveCount: 0 });
  run.nextChild = index + 1;
  run.nextItem = firstItem + itemCount;
  reckonOpening(state, frame, run);
}
