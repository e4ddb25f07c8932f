import { EdgestepError, type EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

export function mapRunChildRedriven(state: ExecutionState, event: EventOf<'MapRunChildRedriven'>): void {
  const frame = requireFrame(state, event.frame);
  const run = requireActivity(state, frame, 'map-run');
  const awaiting = run.awaiting.get(event.index);
  if (awaiting === undefined) {
    throw new EdgestepError(
      'internal',
      `${run.mapRunArn} has no child ${event.index} that awaits its redrive`,
    );
  }
  run.awaiting.delete(event.index);
  const { former: _, ...child } = awaiting;
  run.open.set(event.index, { ...child, redriveCount: event.redriveCount });
  reckonOpening(state, frame, run);
}
