import type { FrameId } from '@edgestep/shared';

import type { MapRunActivityView } from '../../execution/frame-view.ts';
import type { Suspension, Turn } from '../turn.ts';
import { endMapRun } from './end-map-run.ts';
import { mapRunOf } from './map-run-of.ts';
import { openChildren } from './open-children.ts';
import { redriveChildren } from './redrive-children.ts';

/**
 * Takes a Map Run as far as it can go by itself: redrives children, starts others for items that are at hand while
 * there is room, and ends the run when all is done. A long turn is cut; the execution then goes on in the next.
 */
export function advanceMapRun(turn: Turn, mapId: FrameId): Suspension | undefined {
  redriveChildren(turn, mapId);
  return openChildren(turn, mapId, () => endWhenDone(turn, mapId));
}

/** Ends a run that has nothing open and nothing left, unless its results have to be written first. */
export function endWhenDone(turn: Turn, mapId: FrameId): Suspension | undefined {
  const run = mapRunOf(turn, mapId);
  if (run === undefined || run.open.size > 0 || !isExhausted(run)) return undefined;
  if (run.writer?.destination !== undefined) {
    if (run.closing === undefined) {
      turn.emit({ kind: 'MapRunClosing', frame: mapId, mapRunArn: run.mapRunArn });
    }
    return undefined;
  }
  return endMapRun(turn, mapId, { failure: run.closing?.failure, output: undefined, resultsWritten: 0 });
}

function isExhausted(run: MapRunActivityView): boolean {
  if (run.closing !== undefined) return true;
  return run.total !== undefined && run.nextItem >= run.total && run.awaiting.size === 0;
}
