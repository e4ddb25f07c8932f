import type { FrameId } from '@edgestep/shared';

import { failureDetails } from '../fail-state.ts';
import type { StateFailure } from '../state-failure.ts';
import type { Suspension, Turn } from '../turn.ts';
import { endMapRun } from './end-map-run.ts';
import { mapRunOf } from './map-run-of.ts';

/**
 * A Map Run can't go on: no more children are started, and those that are open are stopped. It ends when they have
 * ended and what they came to is written.
 */
export function failMapRun(turn: Turn, mapId: FrameId, failure: StateFailure): Suspension | undefined {
  const run = mapRunOf(turn, mapId);
  if (run === undefined) return undefined;
  if (run.closing === undefined && (run.open.size > 0 || run.writer?.destination !== undefined)) {
    const details = failureDetails(failure);
    turn.emit({ kind: 'MapRunClosing', frame: mapId, mapRunArn: run.mapRunArn, failure: details });
    return undefined;
  }
  // What failed first counts: a run that is closing has failed already, or could not write its results.
  const first = run.closing?.failure ?? failureDetails(failure);
  return endMapRun(turn, mapId, { failure: first, output: undefined, resultsWritten: 0 });
}
