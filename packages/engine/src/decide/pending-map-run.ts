import type { FrameId, MapRunAddress, Rejection } from '@edgestep/shared';

import { runOf } from '../effects/map-run-effects.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { MapRunActivityState } from '../state/frame-state.ts';
import { reject } from './reject.ts';

export interface PendingMapRun {
  readonly kind: 'pending';
  readonly frame: FrameId;
  readonly run: MapRunActivityState;
}

/** E6: a report is for a Map Run that is open, or it is refused. Without a frame the run is looked for. */
export function pendingMapRun(
  state: ExecutionState,
  address: Omit<MapRunAddress, 'frame'> & { readonly frame?: FrameId },
): PendingMapRun | Rejection {
  const frames = address.frame === undefined ? [...state.frames.keys()] : [address.frame];
  for (const frame of frames) {
    const run = runOf(state.frames.get(frame));
    if (run?.mapRunArn === address.mapRunArn) return { kind: 'pending', frame, run };
  }
  return reject('map-run-not-pending', `${address.mapRunArn} is over.`);
}
