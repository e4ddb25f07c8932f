import type { FrameId } from '@edgestep/shared';

import type { Turn } from '../turn.ts';
import { canRedriveChild } from './child-room.ts';
import { mapRunOf } from './map-run-of.ts';

/** Redrives children that did not succeed, in the order of their items, while there is room and the turn has events left. */
export function redriveChildren(turn: Turn, mapId: FrameId): void {
  for (;;) {
    const run = mapRunOf(turn, mapId);
    if (run === undefined || !canRedriveChild(run) || !turn.hasRoom) return;
    const [child] = run.awaiting.values();
    if (child === undefined) return;
    const { index, itemCount, former, redriveCount } = child;
    turn.emit({
      kind: 'MapRunChildRedriven',
      frame: mapId,
      mapRunArn: run.mapRunArn,
      index,
      itemCount,
      former,
      redriveCount,
    });
  }
}
