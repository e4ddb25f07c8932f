import type { ExecutionState } from '../state/execution-state.ts';
import type { FrameState } from '../state/frame-state.ts';

/** E4: whether something is pending that will move the execution on: a frame on its way, a task, a timer, a Map Run. */
export function hasPendingCause(state: ExecutionState): boolean {
  if (state.ready.length > 0) return true;
  for (const frame of state.frames.values()) {
    if (waits(frame)) return true;
  }
  return false;
}

/** Branches and iterations are causes by the frames below them; a frame that ended or failed is none. */
function waits(frame: FrameState): boolean {
  if (frame.position.kind !== 'inside') return false;
  switch (frame.position.activity.kind) {
    case 'task':
    case 'waiting':
    case 'retrying':
    case 'map-run':
      return true;
    case 'deciding':
    case 'branches':
    case 'iterations':
      return false;
  }
}
