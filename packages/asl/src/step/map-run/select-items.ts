import type { FrameId, Json, RunItem } from '@edgestep/shared';

import type { CompiledMap } from '../../compile/compiled-state.ts';
import { effectiveInput } from '../effective-input.ts';
import { frameOf, entryOf } from '../frame-access.ts';
import { StateScope } from '../state-scope.ts';
import { isStateError } from '../state-failure.ts';
import type { Suspension, Turn } from '../turn.ts';
import { failMapRunByThrow, guardedRun } from './guarded-run.ts';
import { mapItemOf } from './run-item.ts';

/** What ItemSelector makes of items, each with its own `$$.Map.Item`; the items themselves without one. `first`: the index of the first. */
export function selectItems(
  turn: Turn,
  mapId: FrameId,
  state: CompiledMap,
  first: number,
  items: readonly RunItem[],
  next: (selected: readonly Json[]) => Suspension | undefined,
): Suspension | undefined {
  const { itemSelector } = state;
  if (itemSelector === undefined) return next(items.map(({ value }) => value));
  const frame = frameOf(turn, mapId);
  const { input } = entryOf(frame);
  const seen = state.flow.language === 'JSONPath' ? effectiveInput(turn, frame, state.flow, input) : input;
  const scopes = items.map(
    (item, place) => new StateScope(turn, frame, seen, { mapItem: mapItemOf(first + place, item) }),
  );
  if (itemSelector.kind === 'sync') return next(scopes.map((scope) => itemSelector.evaluate(scope)));
  const selected: Json[] = [];
  return {
    evaluate: async () => {
      for (const scope of scopes) selected.push(await itemSelector.evaluate(scope));
      return null;
    },
    resume: () => guardedRun(turn, mapId, () => next(selected)),
    fail: (failure) => {
      if (isStateError(failure)) return failMapRunByThrow(turn, mapId, failure);
      throw failure;
    },
  };
}
