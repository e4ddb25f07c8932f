import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

export function mapRunItemsFound(state: ExecutionState, event: EventOf<'MapRunItemsFound'>): void {
  const frame = requireFrame(state, event.frame);
  const run = requireActivity(state, frame, 'map-run');
  run.source = event.source;
  run.total = event.total;
  reckonOpening(state, frame, run);
}
