import type { CompiledPass } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { parametersOf } from './effective-input.ts';
import { entryOf } from './frame-access.ts';
import { handOn, handsOn, leaveState } from './leave-state.ts';
import type { Suspension, Turn } from './turn.ts';

/** Pass: Result, or Parameters, or the input itself; on JSONata Output says all. */
export function enterPass(turn: Turn, frame: FrameView, state: CompiledPass): Suspension | undefined {
  if (state.result === undefined && handsOn(turn, state.flow)) return handOn(turn, frame, state, state.next);
  if (state.flow.language === 'JSONata') return leaveState(turn, frame, state, undefined);
  if (state.result !== undefined) return leaveState(turn, frame, state, state.result);
  return leaveState(turn, frame, state, parametersOf(turn, frame, state.flow, entryOf(frame).input));
}
