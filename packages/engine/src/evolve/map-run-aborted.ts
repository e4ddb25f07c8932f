import type { EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { endRun } from './end-run.ts';

export function mapRunAborted(state: ExecutionState, event: EventOf<'MapRunAborted'>): void {
  // AWS tells of an iteration's end before it tells of the state that it was in: the frame may be gone.
  if (state.frames.has(event.frame)) endRun(state, event);
}
