import type { FrameId, Json } from '@edgestep/shared';

import type { CompiledTask } from '../compile/compiled-state.ts';
import { failState, failureDetails } from './fail-state.ts';
import { currentState, frameOf } from './frame-access.ts';
import { guarded } from './guarded.ts';
import { leaveState } from './leave-state.ts';
import { excessCause, payloadExcess, type PayloadExcess } from './payload-limit.ts';
import type { Suspension, Turn } from './turn.ts';

/** A task has its result: the state is left with it. A result that is too large is a failure of the task. */
export function completeTask(turn: Turn, frameId: FrameId, output: Json): Suspension | undefined {
  const state = currentState(turn, frameOf(turn, frameId)) as CompiledTask;
  const excess = payloadExcess(output);
  if (excess !== undefined) return failOversized(turn, frameId, state, excess);
  turn.emit({ kind: 'TaskSucceeded', frame: frameId, output });
  return guarded(turn, frameId, () => leaveState(turn, frameOf(turn, frameId), state, output));
}

function failOversized(
  turn: Turn,
  frameId: FrameId,
  { target }: CompiledTask,
  excess: PayloadExcess,
): Suspension | undefined {
  const failure = {
    error: 'States.DataLimitExceeded',
    cause: excessCause(excess, target.family === 'service' ? target.service : target.resource),
  };
  turn.emit({ kind: 'TaskFailed', frame: frameId, phase: 'run', ...failureDetails(failure) });
  return guarded(turn, frameId, () => failState(turn, frameId, failure));
}
