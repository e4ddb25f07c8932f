import type { FrameId } from '@edgestep/shared';

import type { QueryFailure } from '../query/query-failure.ts';
import { failState } from './fail-state.ts';
import { frameOf, currentState, visitOf } from './frame-access.ts';
import { causeInState, StateError } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * A query or a check inside a state failed. Evaluations on JSONata, and Map's items, are told by an EvaluationFailed
 * event of their own; then the failure goes the way of every failure.
 */
export function failByThrow(
  turn: Turn,
  frameId: FrameId,
  thrown: QueryFailure | StateError,
): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  const visit = visitOf(frame);
  const bare = thrown instanceof StateError && thrown.bare;
  const cause = bare ? thrown.message : causeInState(visit.state, visit.enteredEventId, thrown.message);
  const { error } = thrown;
  if (error !== 'States.QueryEvaluationError') return failState(turn, frameId, { error, cause });
  const location = 'location' in thrown ? thrown.location : undefined;
  const prev = turn.emit({
    kind: 'EvaluationFailed',
    frame: frameId,
    // AWS chains it to what came before the state, as long as nothing but the entry was told; a Wait is told at once.
    prev:
      frame.lastEventId === visit.enteredEventId && currentState(turn, frame).type !== 'Wait'
        ? visit.enteredPrev
        : frame.lastEventId,
    error,
    cause,
    state: visit.state,
    ...(location === undefined ? {} : { location }),
  });
  return failState(turn, frameId, { error, cause }, prev);
}
