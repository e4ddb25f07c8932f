import { childResult } from '@edgestep/asl';
import { EdgestepError, type EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { childMachineArn } from '../state/child-machine-arn.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireActivity, requireFrame } from '../state/require-frame.ts';

/** What the child came to is kept as a result, unless a writer takes the results from the log. */
export function mapRunChildEnded(state: ExecutionState, event: EventOf<'MapRunChildEnded'>): void {
  const frame = requireFrame(state, event.frame);
  const run = requireActivity(state, frame, 'map-run');
  const child = run.open.get(event.index);
  if (child === undefined) {
    throw new EdgestepError('internal', `${run.mapRunArn} has no child ${event.index} that is open`);
  }
  run.open.delete(event.index);
  const { outcome, startedAt, stoppedAt, redriveCount, notRedrivable } = event;
  if (outcome.status !== 'SUCCEEDED') run.failedItems += child.itemCount;
  if (run.writer?.destination === undefined) {
    const stateMachineArn = childMachineArn(state, run.label);
    const finished = {
      ...child,
      stateMachineArn,
      startedAt,
      stoppedAt,
      outcome,
      redriveCount: redriveCount ?? 0,
      ...(notRedrivable === undefined ? {} : { notRedrivable }),
    };
    while (run.results.length <= event.index) run.results.push(undefined);
    run.results[event.index] = childResult(finished, run.writer?.transformation ?? 'COMPACT');
  }
  reckonOpening(state, frame, run);
}
