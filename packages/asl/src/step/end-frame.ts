import type { FrameId, Json } from '@edgestep/shared';

import { activityOf, currentState, frameOf, entryOf } from './frame-access.ts';
import { guarded } from './guarded.ts';
import { leaveState } from './leave-state.ts';
import { openIterations } from './open-iterations.ts';
import type { Suspension, Turn } from './turn.ts';

/** A frame has left the last state of its block: the execution, the branch or the iteration has its output. */
export function endFrame(turn: Turn, frameId: FrameId, output: Json): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  if (frame.parent === undefined) {
    turn.emit({ kind: 'ExecutionSucceeded', frame: frameId, output });
    return undefined;
  }
  const parent = frame.parent;
  const activity = activityOf(frameOf(turn, parent));
  return guarded(turn, parent, () =>
    activity.kind === 'iterations'
      ? endIteration(turn, parent, frameId)
      : endBranch(turn, parent, frame.lastEventId),
  );
}

/** Ends a Parallel when the last of its branches has. */
export function endBranch(turn: Turn, parallelId: FrameId, lastEventId: number): Suspension | undefined {
  const activity = activityOf(frameOf(turn, parallelId));
  if (activity.kind !== 'branches' || activity.open > 0) return undefined;
  const outputs = Array.from({ length: activity.count }, (_, index) =>
    outputOf(turn, activity.firstChild + index),
  );
  turn.emit({ kind: 'ParallelSucceeded', frame: parallelId, prev: lastEventId });
  const frame = frameOf(turn, parallelId);
  return leaveState(turn, frame, currentState(turn, frame), outputs);
}

function outputOf(turn: Turn, frameId: FrameId): Json {
  const { position } = frameOf(turn, frameId);
  return position.kind === 'ended' ? position.output : null;
}

function endIteration(turn: Turn, mapId: FrameId, childId: FrameId): Suspension | undefined {
  const child = frameOf(turn, childId);
  turn.emit({
    kind: 'MapIterationSucceeded',
    frame: mapId,
    prev: child.lastEventId,
    child: childId,
    index: child.index,
    name: entryOf(frameOf(turn, mapId)).state,
  });
  return openIterations(turn, mapId, child.lastEventId);
}
