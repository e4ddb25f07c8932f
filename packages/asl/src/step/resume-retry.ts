import { EdgestepError, type FrameId } from '@edgestep/shared';

import { enterMap } from './enter-map.ts';
import { enterParallel } from './enter-parallel.ts';
import { enterTask } from './enter-task.ts';
import { currentState, frameOf } from './frame-access.ts';
import { guarded } from './guarded.ts';
import type { Suspension, Turn } from './turn.ts';

/** A retrier's delay is over: the state's work begins again, without being entered again. */
export function resumeRetry(turn: Turn, frameId: FrameId): Suspension | undefined {
  return guarded(turn, frameId, () => {
    const frame = frameOf(turn, frameId);
    const state = currentState(turn, frame);
    switch (state.type) {
      case 'Task':
        return enterTask(turn, frame, state);
      case 'Parallel':
        return enterParallel(turn, frame, state);
      case 'Map':
        return enterMap(turn, frame, state);
      default:
        throw new EdgestepError('internal', `A ${state.type} state has no retriers`);
    }
  });
}
