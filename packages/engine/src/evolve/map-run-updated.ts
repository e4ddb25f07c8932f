import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';
import { limitsOf } from './map-run-started.ts';

export function mapRunUpdated(state: ExecutionState, event: EventOf<'MapRunUpdated'>): void {
  const frame = requireFrame(state, event.frame);
  const run = requireActivity(state, frame, 'map-run');
  run.limits = limitsOf(event);
  reckonOpening(state, frame, run);
}
