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
  const { state, stateType } = frame.position.entry;
  abortMapRun(turn, frame, prev);
  if (!HAVE_ABORTED.has(stateType)) return;
  turn.emit({ kind: 'StateAborted', frame: frame.id, prev, state, stateType });
}

/** Tells of every Map Run of an execution that ends from outside: each is a resource that has an end of its own. */
export function abortMapRuns(turn: Turn): void {
  const prev = turn.execution.lastEventId;
  for (const frame of turn.execution.frames.values()) abortMapRun(turn, frame, prev);
}

function abortMapRun(turn: Turn, frame: FrameView, prev: number): void {
  if (frame.position.kind !== 'inside' || frame.position.activity.kind !== 'map-run') return;
  const { mapRunArn } = frame.position.activity;
  turn.emit({ kind: 'MapRunAborted', frame: frame.id, prev, mapRunArn, resultsWritten: 0 });
}

function childrenOf(turn: Turn, frame: FrameView): readonly FrameView[] {
  return [...turn.execution.frames.values()].filter((other) => other.parent === frame.id);
}
