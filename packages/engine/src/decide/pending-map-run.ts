import type { FrameId, MapRunAddress, Rejection } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { MapRunActivityState } from '../state/frame-state.ts';
import { runOf } from '../state/run-of.ts';
import { reject } from './reject.ts';

export interface PendingMapRun {
  readonly kind: 'pending';
  readonly frame: FrameId;
  readonly run: MapRunActivityState;
}

/**
 * E6: a report is for a Map Run that is open, and for what it asked for since its last redrive, or it is refused.
 * Without a frame the run is looked for.
 */
export function pendingMapRun(
  state: ExecutionState,
  address: Omit<MapRunAddress, 'frame'> & { readonly frame?: FrameId },
): PendingMapRun | Rejection {
  const { mapRunArn, attempt = 0 } = address;
  const frames = address.frame === undefined ? [...state.frames.keys()] : [address.frame];
  for (const frame of frames) {
    const run = runOf(state.frames.get(frame));
    if (run?.mapRunArn !== mapRunArn) continue;
    if (address.frame === undefined || run.redriveCount === attempt) return { kind: 'pending', frame, run };
  }
  return reject('map-run-not-pending', `${mapRunArn} is over.`);
}
