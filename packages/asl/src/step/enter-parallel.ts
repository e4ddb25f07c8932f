import type { FrameId, Json } from '@edgestep/shared';

import type { CompiledParallel } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { parametersOf } from './effective-input.ts';
import { evaluateAll } from './evaluate.ts';
import { entryOf } from './frame-access.ts';
import { requirePayloadSize } from './payload-limit.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** Parallel: every branch begins with the same input. Also how a retried Parallel goes on. */
export function enterParallel(turn: Turn, frame: FrameView, state: CompiledParallel): Suspension | undefined {
  const { input } = entryOf(frame);
  if (state.flow.language === 'JSONPath') {
    start(turn, frame.id, state, parametersOf(turn, frame, state.flow, input));
    return undefined;
  }
  const scope = new StateScope(turn, frame, input);
  return evaluateAll(turn, frame.id, [state.flow.arguments], scope, ([given]) => {
    start(turn, frame.id, state, given === undefined ? input : given);
    return undefined;
  });
}

function start(turn: Turn, frame: FrameId, state: CompiledParallel, input: Json): void {
  requirePayloadSize(input, state.name);
  turn.emit({
    kind: 'ParallelStarted',
    frame,
    firstChild: turn.execution.nextFrame,
    branches: state.branches.map((block) => ({
      block,
      startAt: turn.machine.blocks[block]?.startAt ?? '',
    })),
    input,
  });
}
