import type { FrameId, Json, MapRunFailure } from '@edgestep/shared';

import type { MapRunActivityView } from '../../execution/frame-view.ts';
import { failState } from '../fail-state.ts';
import { currentState, frameOf } from '../frame-access.ts';
import { guarded } from '../guarded.ts';
import { leaveState } from '../leave-state.ts';
import type { Suspension, Turn } from '../turn.ts';
import { mapRunOf } from './map-run-of.ts';

/** How a Map Run ends. */
export interface MapRunEnding {
  /** Undefined: it succeeded. */
  readonly failure: MapRunFailure | undefined;
  /** Where the results were written; undefined: they are the output themselves. */
  readonly output: Json | undefined;
  readonly resultsWritten: number;
}

/** Ends a Map Run whose children have all ended, and goes on with its state. */
export function endMapRun(turn: Turn, mapId: FrameId, ending: MapRunEnding): Suspension | undefined {
  const run = mapRunOf(turn, mapId);
  if (run === undefined) return undefined;
  const { failure, resultsWritten } = ending;
  const end = { frame: mapId, mapRunArn: run.mapRunArn, resultsWritten };
  if (failure !== undefined) {
    const told = turn.emit({ kind: 'MapRunFailed', ...end, ...failure });
    const { error, cause } = failure;
    return guarded(turn, mapId, () => failState(turn, mapId, { error, cause }, told));
  }
  const output = ending.output ?? resultsOf(run);
  const told = turn.emit({ kind: 'MapRunSucceeded', ...end });
  turn.emit({ kind: 'MapSucceeded', frame: mapId, prev: told });
  return guarded(turn, mapId, () => {
    const frame = frameOf(turn, mapId);
    return leaveState(turn, frame, currentState(turn, frame), output);
  });
}

function resultsOf({ results, writer }: MapRunActivityView): Json {
  const all = results.map((result) => result ?? null);
  const list = writer?.transformation === 'FLATTEN' ? all.flat() : all;
  return writer?.outputType === 'JSONL' ? list.map((result) => JSON.stringify(result)).join('\n') : list;
}
