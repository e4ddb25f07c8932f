import type { FrameView } from '@edgestep/asl';
import type { FrameId } from '@edgestep/shared';

import type { ExecutionState } from './execution-state.ts';
import type { FrameState } from './frame-state.ts';

/** Calls `visit` for every frame right below `frame`. */
export function forEachChild(
  state: ExecutionState,
  frame: FrameState,
  visit: (child: FrameState) => void,
): void {
  if (frame.position.kind !== 'inside') return;
  const { activity } = frame.position;
  switch (activity.kind) {
    case 'branches':
      for (let id = activity.firstChild; id < activity.firstChild + activity.count; id += 1) {
        const child = state.frames.get(id);
        if (child !== undefined) visit(child);
      }
      return;
    case 'iterations':
      for (const id of activity.children) {
        const child = state.frames.get(id);
        if (child !== undefined) visit(child);
      }
      return;
    case 'deciding':
    case 'task':
    case 'waiting':
    case 'retrying':
    case 'map-run':
      return;
  }
}

/** True for a frame with others right below it. */
export function hasChildren(frame: FrameView): boolean {
  if (frame.position.kind !== 'inside') return false;
  const { kind } = frame.position.activity;
  return kind === 'branches' || kind === 'iterations';
}

/** Removes all that lies below `frame`. */
export function closeChildren(state: ExecutionState, frame: FrameState): void {
  forEachChild(state, frame, (child) => closeFrame(state, child));
}

/** Removes `frame` and all that lies below it. */
export function closeFrame(state: ExecutionState, frame: FrameState): void {
  closeChildren(state, frame);
  if (frame.position.kind === 'between') dropReady(state, frame.id);
  dropOpening(state, frame.id);
  state.frames.delete(frame.id);
}

/** Takes a frame off the list of Map Runs that could start children. Mostly there are none. */
export function dropOpening(state: ExecutionState, id: FrameId): void {
  if (state.opening.length === 0) return;
  const index = state.opening.indexOf(id);
  if (index >= 0) state.opening.splice(index, 1);
}

/** Takes a frame off the list of those that go on. Mostly it is the first of them. */
export function dropReady(state: ExecutionState, id: FrameId): void {
  const { ready } = state;
  if (ready.length === 1 && ready[0] === id) {
    ready.pop();
    return;
  }
  const index = ready.indexOf(id);
  if (index >= 0) ready.splice(index, 1);
}
