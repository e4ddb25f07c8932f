import type { CompiledSucceed } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { leaveState } from './leave-state.ts';
import type { Suspension, Turn } from './turn.ts';

/** Succeed: its input, through its own paths or Output, is what the block ends with. */
export function enterSucceed(turn: Turn, frame: FrameView, state: CompiledSucceed): Suspension | undefined {
  return leaveState(turn, frame, state, undefined);
}
