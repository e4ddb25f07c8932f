import type { Json } from '@edgestep/shared';

import type { CompiledFail } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { jsonText } from '../query/json-text.ts';
import { effectiveInput } from './effective-input.ts';
import { evaluateAll } from './evaluate.ts';
import { failState } from './fail-state.ts';
import { entryOf } from './frame-access.ts';
import { StateError } from './state-failure.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** Fail: ends its block with an error and a cause, as written or evaluated. */
export function enterFail(turn: Turn, frame: FrameView, state: CompiledFail): Suspension | undefined {
  const { input } = entryOf(frame);
  const seen = state.flow.language === 'JSONPath' ? effectiveInput(turn, frame, state.flow, input) : input;
  const scope = new StateScope(turn, frame, seen);
  return evaluateAll(turn, frame.id, [state.error, state.cause], scope, ([error, cause]) =>
    failState(turn, frame.id, { error: text('ErrorPath', error), cause: text('CausePath', cause) }),
  );
}

/** Only what a path leads to can be something else than a text: what is written is one, and expressions are held to it. */
function text(field: string, value: Json | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new StateError(
    'States.Runtime',
    `The ${field} field refers to value "${jsonText(value)}" which is not a valid string.`,
  );
}
