import type { FrameId, Json } from '@edgestep/shared';

import type { CompiledMap } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { effectiveInput } from './effective-input.ts';
import { enterDistributedMap } from './enter-distributed-map.ts';
import { evaluateAll } from './evaluate.ts';
import { entryOf } from './frame-access.ts';
import { checkedConcurrency, mapItems } from './map-items.ts';
import { expressionOf, numberValue } from './number-value.ts';
import { openIterations } from './open-iterations.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** Map: finds its items and its limits, and opens the first iterations. Also how a retried Map goes on. */
export function enterMap(turn: Turn, frame: FrameView, state: CompiledMap): Suspension | undefined {
  if (state.distribution !== undefined) return enterDistributedMap(turn, frame, state, state.distribution);
  const { input } = entryOf(frame);
  const { flow } = state;
  const effective = flow.language === 'JSONPath' ? effectiveInput(turn, frame, flow, input) : input;
  const scope = new StateScope(turn, frame, effective);
  // Tolerated failures are for distributed Maps: an inline one does not even read them.
  const fields = [state.items, expressionOf(state.maxConcurrency)];
  return evaluateAll(turn, frame.id, fields, scope, ([evaluated, concurrency]) => {
    const items = mapItems(state, evaluated, scope);
    const maxConcurrency = checkedConcurrency(numberValue(state.maxConcurrency, concurrency, scope));
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
