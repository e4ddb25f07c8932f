import { isJsonArray, type FrameId, type Json } from '@edgestep/shared';

import type { CompiledMap } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { QueryFailure } from '../query/query-failure.ts';
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
  const fields = [
    state.items,
    expressionOf(state.maxConcurrency),
    expressionOf(state.toleratedFailureCount),
    expressionOf(state.toleratedFailurePercentage),
  ];
  return evaluateAll(turn, frame.id, fields, scope, ([items, concurrency, count, percentage]) => {
    const found = items === undefined ? (state.itemsPath?.evaluate(scope) ?? effective) : items;
    const limits = {
      maxConcurrency: numberValue(state.maxConcurrency, concurrency, scope) ?? 0,
      toleratedFailureCount: numberValue(state.toleratedFailureCount, count, scope),
      toleratedFailurePercentage: numberValue(state.toleratedFailurePercentage, percentage, scope),
    };
    return start(turn, frame.id, state, found, limits);
  });
}

interface MapLimits {
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
}

function start(
  turn: Turn,
  frame: FrameId,
  state: CompiledMap,
  found: Json,
  limits: MapLimits,
): Suspension | undefined {
  const items = itemsOf(found);
  const { maxConcurrency, toleratedFailureCount: count, toleratedFailurePercentage: percentage } = limits;
  const started = turn.emit({
    kind: 'MapStarted',
    frame,
    items,
    itemProcessor: {
      block: state.processor,
      startAt: turn.machine.blocks[state.processor]?.startAt ?? '',
    },
    maxConcurrency: Math.max(0, maxConcurrency),
    ...(count === undefined ? {} : { toleratedFailureCount: count }),
    ...(percentage === undefined ? {} : { toleratedFailurePercentage: percentage }),
  });
  if (count !== undefined && count < 0) {
    throw new StateError('States.Runtime', 'ToleratedFailureCount cannot be negative.');
  }
  if (percentage !== undefined && (percentage < 0 || percentage > 100)) {
    throw new StateError('States.Runtime', 'ToleratedFailurePercentage must be between 0 and 100.');
  }
  return openIterations(turn, frame, started);
}

function itemsOf(found: Json): readonly Json[] {
  if (isJsonArray(found)) return found;
  throw new QueryFailure(
    'States.QueryEvaluationError',
    `Map state input must be an array but was: ${JSON.stringify(found)}`,
  );
}
