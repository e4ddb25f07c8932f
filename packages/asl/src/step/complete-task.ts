import type { FrameId, Json } from '@edgestep/shared';

import type { CompiledTask } from '../compile/compiled-state.ts';
import { failState, failureDetails } from './fail-state.ts';
import { currentState, frameOf } from './frame-access.ts';
import { guarded } from './guarded.ts';
import { leaveState } from './leave-state.ts';
import { exceedsPayloadLimit } from './payload-limit.ts';
import type { Suspension, Turn } from './turn.ts';

/** A task has its result: the state is left with it. A result that is too large is a failure of the task. */
export function completeTask(turn: Turn, frameId: FrameId, output: Json): Suspension | undefined {
  const state = currentState(turn, frameOf(turn, frameId)) as CompiledTask;
  if (exceedsPayloadLimit(output)) return failOversized(turn, frameId, state);
  turn.emit({ kind: 'TaskSucceeded', frame: frameId, output });
  return guarded(turn, frameId, () => leaveState(turn, frameOf(turn, frameId), state, output));
}

function failOversized(turn: Turn, frameId: FrameId, state: CompiledTask): Suspension | undefined {
  const failure = {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${state.target.resource}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
  turn.emit({ kind: 'TaskFailed', frame: frameId, phase: 'run', ...failureDetails(failure) });
  return guarded(turn, frameId, () => failState(turn, frameId, failure));
}
