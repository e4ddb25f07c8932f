import { isJsonArray, type FrameId, type Json } from '@edgestep/shared';

import type { CompiledMap } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import { effectiveInput } from './effective-input.ts';
import { evaluateAll } from './evaluate.ts';
import { visitOf } from './frame-access.ts';
import { expressionOf, numberValue } from './number-value.ts';
import { openIterations } from './open-iterations.ts';
import { StateError } from './state-failure.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** Map: finds its items and its limits, and opens the first iterations. Also how a retried Map goes on. */
export function enterMap(turn: Turn, frame: FrameView, state: CompiledMap): Suspension | undefined {
  if (state.mode === 'DISTRIBUTED') {
    throw new StateError(
      'States.Runtime',
      'This zone runs the item processors of Map states INLINE only, not DISTRIBUTED.',
    );
  }
  const { input } = visitOf(frame);
  const { flow } = state;
  const effective = flow.language === 'JSONPath' ? effectiveInput(turn, frame, flow, input) : input;
  const scope = new StateScope(turn, frame, effective);
  // Tolerated failures are for distributed Maps: an inline one does not even read them.
  const fields = [state.items, expressionOf(state.maxConcurrency)];
  return evaluateAll(turn, frame.id, fields, scope, ([evaluated, concurrency]) => {
    const items = itemsOf(state, evaluated, scope);
    const maxConcurrency = numberValue(state.maxConcurrency, concurrency, scope) ?? 0;
    if (maxConcurrency < 0) throw new StateError('States.Runtime', 'MaxConcurrency cannot be negative.');
    return start(turn, frame.id, state, items, maxConcurrency);
  });
}

function start(
  turn: Turn,
  frame: FrameId,
  state: CompiledMap,
  items: readonly Json[],
  maxConcurrency: number,
): Suspension | undefined {
  const started = turn.emit({
    kind: 'MapStarted',
    frame,
    items,
    itemProcessor: {
      block: state.processor,
      startAt: turn.machine.blocks[state.processor]?.startAt ?? '',
    },
    maxConcurrency,
  });
  return openIterations(turn, frame, started);
}

/** What is iterated over: `evaluated` is what Items gave. */
function itemsOf(state: CompiledMap, evaluated: Json | undefined, scope: Scope): readonly Json[] {
  const found = evaluated === undefined ? (state.itemsPath?.evaluate(scope) ?? scope.input) : evaluated;
  if (isJsonArray(found)) return found;
  if (state.flow.language === 'JSONPath') {
    const path = state.itemsPath?.text ?? '$';
    throw new StateError('States.Runtime', `Reference path "${path}" must point to array.`);
  }
  throw new QueryFailure(
    'States.QueryEvaluationError',
    `Map state input must be an array but was: ${jsonText(found, 'States.QueryEvaluationError')}`,
  );
}
