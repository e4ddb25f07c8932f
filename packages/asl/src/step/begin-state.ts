import type { CompiledState } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { enterChoice } from './enter-choice.ts';
import { enterFail } from './enter-fail.ts';
import { enterMap } from './enter-map.ts';
import { enterParallel } from './enter-parallel.ts';
import { enterPass } from './enter-pass.ts';
import { enterSucceed } from './enter-succeed.ts';
import { enterTask } from './enter-task.ts';
import { enterWait } from './enter-wait.ts';
import type { Suspension, Turn } from './turn.ts';

/** Begins the work of the state that a frame is in: after its entry, and each time it is done again. */
export function beginState(turn: Turn, frame: FrameView, state: CompiledState): Suspension | undefined {
  switch (state.type) {
    case 'Pass':
      return enterPass(turn, frame, state);
    case 'Task':
      return enterTask(turn, frame, state);
    case 'Choice':
      return enterChoice(turn, frame, state);
    case 'Wait':
      return enterWait(turn, frame, state);
    case 'Succeed':
      return enterSucceed(turn, frame, state);
    case 'Fail':
      return enterFail(turn, frame, state);
    case 'Parallel':
      return enterParallel(turn, frame, state);
    case 'Map':
      return enterMap(turn, frame, state);
  }
}
