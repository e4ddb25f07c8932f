import type { FrameId, Json } from '@edgestep/shared';

import type { CompiledMap } from '../compile/compiled-state.ts';
import type { IterationsActivityView, MapItem } from '../execution/frame-view.ts';
import { effectiveInput } from './effective-input.ts';
import { evaluate } from './evaluate.ts';
import { activityOf, currentState, frameOf, entryOf } from './frame-access.ts';
import { leaveState } from './leave-state.ts';
import { requirePayloadSize } from './payload-limit.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** So many iterations are opened at once; the others follow as these end, so that no turn grows without bound. */
const OPEN_MAX = 1_000;

/**
 * Opens iterations of a Map as far as its concurrency allows, and ends the Map when all are done. `prev` is the event
 * that made room: the Map's start, or the last event of the iteration that ended.
 */
export function openIterations(turn: Turn, mapId: FrameId, prev: number): Suspension | undefined {
  for (;;) {
    const map = activityOf(frameOf(turn, mapId));
    if (map.kind !== 'iterations') return undefined;
    if (map.nextIndex >= map.items.length) return map.open === 0 ? endMap(turn, mapId, map) : undefined;
    const limit = map.maxConcurrency === 0 ? OPEN_MAX : Math.min(map.maxConcurrency, OPEN_MAX);
    if (map.open >= limit) return undefined;
    const state = currentState(turn, frameOf(turn, mapId)) as CompiledMap;
    const suspension = openNext(turn, mapId, state, map, prev);
    if (suspension !== undefined) return suspension;
  }
}

function openNext(
  turn: Turn,
  mapId: FrameId,
  state: CompiledMap,
  map: IterationsActivityView,
  prev: number,
): Suspension | undefined {
  const item = itemAt(map, map.nextIndex);
  const open = (input: Json) => {
    requirePayloadSize(input, state.name);
    turn.emit({
      kind: 'MapIterationStarted',
      frame: mapId,
      prev,
      child: turn.execution.nextFrame,
      index: item.index,
      name: state.name,
      input,
    });
  };
  if (state.itemSelector === undefined) {
    open(item.value);
    return undefined;
  }
  const frame = frameOf(turn, mapId);
  const { input } = entryOf(frame);
  const seen = state.flow.language === 'JSONPath' ? effectiveInput(turn, frame, state.flow, input) : input;
  const scope = new StateScope(turn, frame, seen, { mapItem: item });
  const isAsync = state.itemSelector.kind === 'async';
  return evaluate(turn, mapId, state.itemSelector, scope, (selected) => {
    open(selected);
    return isAsync ? openIterations(turn, mapId, prev) : undefined;
  });
}

function itemAt(map: IterationsActivityView, index: number): MapItem {
  const value = map.items[index] ?? null;
  const key = map.keys?.[index];
  return key === undefined ? { index, value } : { index, value, key };
}

function endMap(turn: Turn, mapId: FrameId, map: IterationsActivityView): Suspension | undefined {
  const results = map.results.map((result) => result ?? null);
  turn.emit({ kind: 'MapSucceeded', frame: mapId });
  const frame = frameOf(turn, mapId);
  return leaveState(turn, frame, currentState(turn, frame), results);
}
