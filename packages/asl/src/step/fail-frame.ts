import type { FrameId } from '@edgestep/shared';

import type { FrameView } from '../execution/frame-view.ts';
import { abortFrames, abortState } from './abort-frames.ts';
import { failState, failureDetails } from './fail-state.ts';
import { activityOf, frameOf, entryOf } from './frame-access.ts';
import type { StateFailure } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * Nobody took an error of a frame's state. The root ends the execution; a branch or an iteration takes its siblings
 * along and fails the Parallel or Map around it. `prev` is the event that told of the failure.
 */
export function failFrame(
  turn: Turn,
  frameId: FrameId,
  failure: StateFailure,
  prev: number,
): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  if (frame.parent === undefined) {
    turn.emit({ kind: 'ExecutionFailed', frame: frameId, prev, ...failureDetails(failure) });
    return undefined;
  }
  const parent = frameOf(turn, frame.parent);
  const activity = activityOf(parent);
  if (activity.kind === 'iterations') {
    failIteration(turn, parent, frame, prev);
  } else {
    abortTask(turn, frame, prev);
    abortFrames(turn, siblingsOf(turn, parent, frame), prev);
  }
  return failState(turn, parent.id, failure, prev);
}

function failIteration(turn: Turn, map: FrameView, failed: FrameView, prev: number): void {
  const name = entryOf(map).state;
  const siblings = siblingsOf(turn, map, failed);
  turn.emit({
    kind: 'MapIterationFailed',
    frame: map.id,
    prev,
    child: failed.id,
    index: failed.index,
    name,
  });
  abortTask(turn, failed, prev);
  for (const sibling of siblings) {
    turn.emit({
      kind: 'MapIterationAborted',
      frame: map.id,
      prev,
      child: sibling.id,
      index: sibling.index,
      name,
    });
    abortFrames(turn, [sibling], prev);
  }
}

/** A Task that failed is told of as aborted, too; a Parallel or a Map has told of its failure itself. */
function abortTask(turn: Turn, frame: FrameView, prev: number): void {
  if (frame.position.kind === 'inside' && frame.position.entry.stateType === 'Task') {
    abortState(turn, frame, prev);
  }
}

/** The other frames right below the same state that have not ended, in the order in which they were opened. */
function siblingsOf(turn: Turn, parent: FrameView, frame: FrameView): readonly FrameView[] {
  return [...turn.execution.frames.values()].filter(
    (other) => other.parent === parent.id && other.id !== frame.id && other.position.kind !== 'ended',
  );
}
