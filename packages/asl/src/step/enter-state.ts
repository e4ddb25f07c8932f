import { EdgestepError, type FrameId } from '@edgestep/shared';

import { enterChoice } from './enter-choice.ts';
import { enterFail } from './enter-fail.ts';
import { enterMap } from './enter-map.ts';
import { enterParallel } from './enter-parallel.ts';
import { enterPass } from './enter-pass.ts';
import { enterSucceed } from './enter-succeed.ts';
import { enterTask } from './enter-task.ts';
import { enterWait } from './enter-wait.ts';
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
  turn.emit({
    kind: 'StateEntered',
    frame: frameId,
    state: state.name,
    stateType: state.type,
    input: position.input,
  });
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
