import type { FrameId } from '@edgestep/shared';

import { failureIn, tellOfEvaluation } from '../fail-by-throw.ts';
import { frameOf } from '../frame-access.ts';
import { guarded } from '../guarded.ts';
import type { ThrownFailure } from '../state-failure.ts';
import type { Suspension, Turn } from '../turn.ts';
import { failMapRun } from './fail-map-run.ts';

/** Runs a step of a Map Run; what its definition or its data did wrong fails the run. */
export function guardedRun(
  turn: Turn,
  mapId: FrameId,
  step: () => Suspension | undefined,
): Suspension | undefined {
  return guarded(turn, mapId, step, failMapRunByThrow);
}

/** What a query of a Map Run did wrong is told, and fails the run. */
export function failMapRunByThrow(turn: Turn, mapId: FrameId, thrown: ThrownFailure): Suspension | undefined {
  const failure = failureIn(turn, mapId, thrown);
  if (failure.error === 'States.QueryEvaluationError') {
    tellOfEvaluation(turn, mapId, thrown, frameOf(turn, mapId).lastEventId);
  }
  return failMapRun(turn, mapId, failure);
}
