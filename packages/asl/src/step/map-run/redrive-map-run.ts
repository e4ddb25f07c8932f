import type { FrameId } from '@edgestep/shared';

import { StateError } from '../state-failure.ts';
import type { Suspension, Turn } from '../turn.ts';
import { advanceMapRun } from './advance-map-run.ts';
import { mapRunOf } from './map-run-of.ts';

/** So often a Map Run is redriven at most (Developer Guide, redriving Map Runs). */
const REDRIVES_MAX = 1_000;

/** After a redrive of its execution: a Map Run that did not succeed goes on. `prev` is the event that it follows. */
export function redriveMapRun(turn: Turn, mapId: FrameId, prev: number): Suspension | undefined {
  const run = mapRunOf(turn, mapId);
  if (run === undefined) return undefined;
  if (run.redriveCount >= REDRIVES_MAX) {
    throw new StateError('States.Runtime', `The Map Run has been redriven ${REDRIVES_MAX} times.`);
  }
  turn.emit({
    kind: 'MapRunRedriven',
    frame: mapId,
    prev,
    mapRunArn: run.mapRunArn,
    redriveCount: run.redriveCount + 1,
  });
  return advanceMapRun(turn, mapId);
}
