import { EdgestepError, type FrameId } from '@edgestep/shared';

import { beginState } from './begin-state.ts';
import { frameOf, stateNamed } from './frame-access.ts';
import type { Suspension, Turn } from './turn.ts';

/** A frame that is between two states enters the next one. */
export function enterState(turn: Turn, frameId: FrameId): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  const { position } = frame;
  if (position.kind !== 'between') {
    throw new EdgestepError('internal', `Frame ${frameId} is ${position.kind}, not between two states`);
  }
  const state = stateNamed(turn, frame, position.next);
  turn.enter(frame, state, position.input);
  return beginState(turn, frame, state);
}
