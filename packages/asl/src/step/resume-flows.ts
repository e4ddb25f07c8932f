import type { FrameId } from '@edgestep/shared';

import { endBranch } from './end-frame.ts';
import { guarded } from './guarded.ts';
import { openIterations } from './open-iterations.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * After a redrive: the Parallels and Maps that were under way go on by themselves. One whose branches or iterations
 * had all ended, so that it failed on its way out, is left anew; a Map opens what it had not opened. `prev` is the
 * event that they follow. Frames below them go on by their own pending causes.
 */
export function resumeFlows(turn: Turn, prev: number): Suspension | undefined {
  const inside = [...turn.execution.frames.values()].filter(({ position }) => position.kind === 'inside');
  // Inner ones first: a frame's id is greater than that of the frame around it.
  const frames = inside.map(({ id }) => id).toSorted((one, other) => other - one);
  return resumeNext(turn, frames, 0, prev);
}

function resumeNext(
  turn: Turn,
  frames: readonly FrameId[],
  first: number,
  prev: number,
): Suspension | undefined {
  for (let index = first; index < frames.length; index += 1) {
    const suspension = resumeFlow(turn, frames[index] as FrameId, prev);
    if (suspension !== undefined) {
      return followed(suspension, () => resumeNext(turn, frames, index + 1, prev));
    }
  }
  return undefined;
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
    default:
      return undefined;
  }
}

/** The suspension, and what comes when it is over. */
function followed(suspension: Suspension, next: () => Suspension | undefined): Suspension {
  function after(more: Suspension | undefined): Suspension | undefined {
    return more === undefined ? next() : followed(more, next);
  }
  return {
    evaluate: () => suspension.evaluate(),
    resume: (value) => after(suspension.resume(value)),
    fail: (failure) => after(suspension.fail(failure)),
  };
}
