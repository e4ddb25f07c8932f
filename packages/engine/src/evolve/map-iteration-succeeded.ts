import { EdgestepError, type EventOf } from '@edgestep/shared';

import { closeFrame } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

/** The iteration's output moves into the Map's results, and its frame is gone. */
export function mapIterationSucceeded(state: ExecutionState, event: EventOf<'MapIterationSucceeded'>): void {
  const frame = requireFrame(state, event.frame);
  const map = requireActivity(state, frame, 'iterations');
  const child = requireFrame(state, event.child);
  if (child.position.kind !== 'ended') {
    throw new EdgestepError('internal', `Frame ${child.id} of ${state.executionArn} has not ended`);
  }
  frame.lastEventId = event.id;
  map.results[event.index] = child.position.output;
  map.open -= 1;
  closeFrame(state, child);
}
