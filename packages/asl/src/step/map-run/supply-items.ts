import type { FrameId, JsonObject, RunItem } from '@edgestep/shared';

import type { Suspension, Turn } from '../turn.ts';
import { endWhenDone } from './advance-map-run.ts';
import { mapRunOf } from './map-run-of.ts';
import { openChildren } from './open-children.ts';

/** The reader of a Map Run has found its items: the first of them are asked for, or the run is done. */
export function findItems(
  turn: Turn,
  mapId: FrameId,
  found: { readonly source: JsonObject; readonly total: number },
): Suspension | undefined {
  const run = mapRunOf(turn, mapId);
  if (run === undefined) return undefined;
  turn.emit({ kind: 'MapRunItemsFound', frame: mapId, mapRunArn: run.mapRunArn, ...found });
  return endWhenDone(turn, mapId);
}

/** Items that were read, from the item `from` on: as many children as there is room for are started with them. */
export function supplyItems(
  turn: Turn,
  mapId: FrameId,
  supplied: { readonly from: number; readonly items: readonly RunItem[] },
): Suspension | undefined {
  if (mapRunOf(turn, mapId) === undefined) return undefined;
  return openChildren(turn, mapId, () => endWhenDone(turn, mapId), supplied);
}
