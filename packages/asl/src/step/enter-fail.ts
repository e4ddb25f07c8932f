import type { Json } from '@edgestep/shared';

import type { CompiledFail } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { effectiveInput } from './effective-input.ts';
import { evaluateAll } from './evaluate.ts';
import { failState } from './fail-state.ts';
import { visitOf } from './frame-access.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** Fail: ends its block with an error and a cause, as written or evaluated. */
export function enterFail(turn: Turn, frame: FrameView, state: CompiledFail): Suspension | undefined {
  const { input } = visitOf(frame);
  const seen = state.flow.language === 'JSONPath' ? effectiveInput(turn, frame, state.flow, input) : input;
  const scope = new StateScope(turn, frame, seen);
  return evaluateAll(turn, frame.id, [state.error, state.cause], scope, ([error, cause]) =>
    failState(turn, frame.id, { error: text(error), cause: text(cause) }),
  );
}

function text(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}
