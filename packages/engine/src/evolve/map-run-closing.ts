import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

export function mapRunClosing(state: ExecutionState, event: EventOf<'MapRunClosing'>): void {
  const frame = requireFrame(state, event.frame);
  const run = requireActivity(state, frame, 'map-run');
  run.closing = { failure: event.failure };
  reckonOpening(state, frame, run);
}
