import type { StateType } from '@edgestep/shared';

import type { FrameView } from '../execution/frame-view.ts';
import type { Turn } from './turn.ts';

/** Only these have an Aborted event (API reference, HistoryEvent). */
const HAVE_ABORTED: ReadonlySet<StateType> = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/** Tells that frames and all below them were given up: the inner ones first. */
export function abortFrames(turn: Turn, frames: readonly FrameView[], prev: number): void {
  for (const frame of frames) {
    abortFrames(turn, childrenOf(turn, frame), prev);
    abortState(turn, frame, prev);
  }
}

/** Tells that the state which a frame is in was given up. */
export function abortState(turn: Turn, frame: FrameView, prev: number): void {
  if (frame.position.kind !== 'inside') return;
  const { visit, activity } = frame.position;
  const { state, stateType } = visit;
  if (activity.kind === 'map-run') {
    const { mapRunArn } = activity;
    turn.emit({ kind: 'MapRunAborted', frame: frame.id, prev, mapRunArn, resultsWritten: 0 });
  }
  if (!HAVE_ABORTED.has(stateType)) return;
  turn.emit({ kind: 'StateAborted', frame: frame.id, prev, state, stateType });
}

function childrenOf(turn: Turn, frame: FrameView): readonly FrameView[] {
  return [...turn.execution.frames.values()].filter((other) => other.parent === frame.id);
}
