import type { FrameId, Json, RunItem } from '@edgestep/shared';

import type { CompiledMap } from '../../compile/compiled-state.ts';
import type { MapRunActivityView } from '../../execution/frame-view.ts';
import { currentState, frameOf } from '../frame-access.ts';
import { requirePayloadSize } from '../payload-limit.ts';
import type { Suspension, Turn } from '../turn.ts';
import { fillBatch } from './fill-batch.ts';
import { guardedRun } from './guarded-run.ts';
import { canOpenChild, childRoom } from './child-room.ts';
import { childArn } from './map-run-names.ts';
import { mapRunOf } from './map-run-of.ts';
import { selectItems } from './select-items.ts';

/** So many items are selected side by side when that is asynchronous. */
const ITEMS_AT_ONCE = 32;

/** Items that are at hand: those of the run's own array, or what its reader has supplied. */
export interface ItemsAtHand {
  /** The index of the first one. */
  readonly from: number;
  readonly items: readonly RunItem[];
}

/**
 * Starts children while there are items at hand, room, and events left in the turn; then goes on with `then`.
 * `supplied`: what the reader has read, for a run that has no array of its own.
 */
export function openChildren(
  turn: Turn,
  mapId: FrameId,
  then: () => Suspension | undefined,
  supplied?: ItemsAtHand,
): Suspension | undefined {
  return guardedRun(turn, mapId, () => {
    for (;;) {
      const run = mapRunOf(turn, mapId);
      if (run === undefined || !canOpenChild(run) || !turn.hasRoom) return then();
      const state = currentState(turn, frameOf(turn, mapId)) as CompiledMap;
      const window = windowOf(run, state, supplied);
      if (window.length === 0) return then();
      const isAsync = state.itemSelector?.kind === 'async';
      const suspension = selectItems(turn, mapId, state, run.nextItem, window, (selected) => {
        startSelected(turn, mapId, state, window, selected);
        return isAsync ? openChildren(turn, mapId, then, supplied) : undefined;
      });
      if (suspension !== undefined || isAsync) return suspension;
    }
  });
}

/** The items that are looked at next: what may fit into one batch, or one for each child. */
function windowOf(
  run: MapRunActivityView,
  state: CompiledMap,
  supplied: ItemsAtHand | undefined,
): readonly RunItem[] {
  const first = run.nextItem - (supplied?.from ?? 0);
  if (first < 0) return [];
  const end = first + countOf(run, state);
  if (supplied !== undefined) return supplied.items.slice(first, end);
  const member = run.itemsAreMembers ? ({ isMember: true } as const) : {};
  return (run.items ?? []).slice(first, end).map((value) => ({ value, ...member }));
}

function countOf(run: MapRunActivityView, state: CompiledMap): number {
  if (run.batcher !== undefined) return run.batcher.maxItemsPerBatch || Infinity;
  return state.itemSelector?.kind === 'async' ? Math.min(ITEMS_AT_ONCE, childRoom(run)) : 1;
}

/** Starts the children that selected items make: one batch, or one for each item while the turn has room. */
function startSelected(
  turn: Turn,
  mapId: FrameId,
  state: CompiledMap,
  window: readonly RunItem[],
  selected: readonly Json[],
): void {
  const run = mapRunOf(turn, mapId);
  if (run === undefined) return;
  if (run.batcher !== undefined) {
    const { input, itemCount } = fillBatch(run.batcher, selected, state.name);
    startChild(turn, mapId, state, { input, itemCount, item: undefined });
    return;
  }
  for (const [place, input] of selected.entries()) {
    if (place > 0 && !turn.hasRoom) return;
    startChild(turn, mapId, state, { input, itemCount: 1, item: window[place] });
  }
}

interface NewChild {
  readonly input: Json;
  readonly itemCount: number;
  readonly item: RunItem | undefined;
}

function startChild(turn: Turn, mapId: FrameId, state: CompiledMap, child: NewChild): void {
  const run = mapRunOf(turn, mapId);
  if (run === undefined) return;
  requirePayloadSize(child.input, state.name);
  const name = turn.port.uuid();
  turn.emit({
    kind: 'MapRunChildStarted',
    frame: mapId,
    mapRunArn: run.mapRunArn,
    index: run.nextChild,
    executionArn: childArn(turn, run.label, name),
    name,
    firstItem: run.nextItem,
    itemCount: child.itemCount,
    input: child.input,
    ...itemFields(child.item),
  });
}

function itemFields(item: RunItem | undefined) {
  if (item === undefined) return {};
  const { value, source, isMember } = item;
  return {
    item: value,
    ...(source === undefined ? {} : { itemSource: source }),
    ...(isMember === undefined ? {} : { isMember }),
  };
}
