import type { FrameId } from '@edgestep/shared';

import { failState } from './fail-state.ts';
import { frameOf, currentState, entryOf } from './frame-access.ts';
import { causeInState, StateError, type StateFailure, type ThrownFailure } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * A query or a check inside a state failed. Evaluations on JSONata, and Map's items, are told by an EvaluationFailed
 * event of their own; then the failure goes the way of every failure.
 */
export function failByThrow(turn: Turn, frameId: FrameId, thrown: ThrownFailure): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  const entry = entryOf(frame);
  const failure = failureIn(turn, frameId, thrown);
  if (failure.error !== 'States.QueryEvaluationError') {
    // What a step threw follows the newest event: nothing of another frame has come between.
    return failState(turn, frameId, failure, turn.execution.lastEventId);
  }
  // AWS chains it to what came before the state, as long as nothing but the entry was told; a Wait is told at once.
  const atEntry = frame.lastEventId === entry.id && currentState(turn, frame).type !== 'Wait';
  const prev = tellOfEvaluation(turn, frameId, thrown, atEntry ? entry.prev : frame.lastEventId);
  return failState(turn, frameId, failure, prev);
}

/** The failure that an error inside a state comes to. */
export function failureIn(turn: Turn, frameId: FrameId, thrown: ThrownFailure): StateFailure {
  const { state, id: enteredEventId } = entryOf(frameOf(turn, frameId));
  // A state that is tested alone was never entered in a history.
  const bare = (thrown instanceof StateError && thrown.bare) || enteredEventId === 0;
  return {
    error: thrown.error,
    cause: bare ? thrown.message : causeInState(state, enteredEventId, thrown.message),
  };
}

/** Emits the EvaluationFailed event and answers its id. */
export function tellOfEvaluation(turn: Turn, frameId: FrameId, thrown: ThrownFailure, prev: number): number {
  const { error = '', cause = '' } = failureIn(turn, frameId, thrown);
  const location = 'location' in thrown ? thrown.location : undefined;
  return turn.emit({
    kind: 'EvaluationFailed',
    frame: frameId,
    prev,
    error,
    cause,
    state: entryOf(frameOf(turn, frameId)).state,
    ...(location === undefined ? {} : { location }),
  });
}
