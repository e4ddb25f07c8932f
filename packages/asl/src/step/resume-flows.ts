import type { FrameId } from '@edgestep/shared';

import { endBranch } from './end-frame.ts';
import { guarded } from './guarded.ts';
import { redriveMapRun } from './map-run/redrive-map-run.ts';
import { oneAfterAnother } from './one-after-another.ts';
import { openIterations } from './open-iterations.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * After a redrive: the Parallels and Maps that were under way go on by themselves. One whose branches or iterations
 * had all ended, so that it failed on its way out, is left anew; a Map opens what it had not opened; a Map Run is
 * redriven. `prev` is the
 * event that they follow. Frames below them go on by their own pending causes.
 */
export function resumeFlows(turn: Turn, prev: number): Suspension | undefined {
  const inside = [...turn.execution.frames.values()].filter(({ position }) => position.kind === 'inside');
  // Inner ones first: a frame's id is greater than that of the frame around it.
  const frames = inside.map(({ id }) => id).toSorted((one, other) => other - one);
  return oneAfterAnother(frames, (frame) => resumeFlow(turn, frame, prev));
}

function resumeFlow(turn: Turn, frameId: FrameId, prev: number): Suspension | undefined {
  // An inner one may have ended the execution, or the frame that this one belonged to.
  const position = turn.execution.frames.get(frameId)?.position;
  if (position?.kind !== 'inside') return undefined;
  switch (position.activity.kind) {
    case 'branches':
      return guarded(turn, frameId, () => endBranch(turn, frameId, prev));
    case 'iterations':
      return guarded(turn, frameId, () => openIterations(turn, frameId, prev));
    case 'map-run':
      return guarded(turn, frameId, () => redriveMapRun(turn, frameId, prev));
    default:
      return undefined;
  }
}
