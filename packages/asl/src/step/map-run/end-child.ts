import type { ChildEnd, FrameId } from '@edgestep/shared';

import type { Suspension, Turn } from '../turn.ts';
import { advanceMapRun } from './advance-map-run.ts';
import { failMapRun } from './fail-map-run.ts';
import { mapRunOf } from './map-run-of.ts';
import { exceedsTolerance, THRESHOLD_EXCEEDED } from './tolerated-failures.ts';

/** A child execution of a Map Run has ended. One that is not open has been told of before: nothing happens (E6). */
export function endChild(turn: Turn, mapId: FrameId, ended: ChildEnd): Suspension | undefined {
  const run = mapRunOf(turn, mapId);
  const child = run?.open.get(ended.index);
  if (run === undefined || child === undefined) return undefined;
  const { mapRunArn } = run;
  turn.emit({ kind: 'MapRunChildEnded', frame: mapId, mapRunArn, itemCount: child.itemCount, ...ended });
  return reconsiderMapRun(turn, mapId);
}

/** After a child's end, or new limits: fails the run that tolerates no more, or takes it on. */
export function reconsiderMapRun(turn: Turn, mapId: FrameId): Suspension | undefined {
  const run = mapRunOf(turn, mapId);
  if (run === undefined) return undefined;
  if (run.closing === undefined && exceedsTolerance(run)) return failMapRun(turn, mapId, THRESHOLD_EXCEEDED);
  return advanceMapRun(turn, mapId);
}
