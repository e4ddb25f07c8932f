import { EdgestepError, type FrameId, type StateEntered } from '@edgestep/shared';

import type { CompiledState } from '../compile/compiled-state.ts';
import type { ActivityView, BetweenView, FrameView, InsideView } from '../execution/frame-view.ts';
import type { Turn } from './turn.ts';

/** A frame that must be there: anything else is a fault of ours. */
export function frameOf(turn: Turn, id: FrameId): FrameView {
  const frame = turn.execution.frames.get(id);
  if (frame !== undefined) return frame;
  throw new EdgestepError('internal', `Frame ${id} of ${turn.execution.executionArn} is not there`);
}

/** Where a frame that must be between two states goes, and with what. */
export function betweenOf(frame: FrameView): BetweenView {
  if (frame.position.kind === 'between') return frame.position;
  throw new EdgestepError('internal', `Frame ${frame.id} is ${frame.position.kind}, not between two states`);
}

/** The event by which a frame, that must be inside a state, came into it. */
export function entryOf(frame: FrameView): StateEntered {
  return insideOf(frame).entry;
}

/** What a frame that must be inside a state waits for. */
export function activityOf(frame: FrameView): ActivityView {
  return insideOf(frame).activity;
}

/** The stay of a frame that must be inside a state. */
export function insideOf(frame: FrameView): InsideView {
  if (frame.position.kind === 'inside') return frame.position;
  throw new EdgestepError('internal', `Frame ${frame.id} is ${frame.position.kind}, not inside a state`);
}

/** The compiled form of a state of the frame's block. */
export function stateNamed(turn: Turn, frame: FrameView, name: string): CompiledState {
  const state = turn.machine.blocks[frame.block]?.states.get(name);
  if (state !== undefined) return state;
  throw new EdgestepError('internal', `The definition has no state '${name}' in block ${frame.block}`);
}

/** The compiled form of the state that the frame is in. */
export function currentState(turn: Turn, frame: FrameView): CompiledState {
  return stateNamed(turn, frame, entryOf(frame).state);
}
