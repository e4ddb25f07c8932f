import { endMapRun } from '@edgestep/asl';

import type { Decider } from './decider.ts';
import { pendingMapRun } from './pending-map-run.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/** The results of a Map Run are written: it ends as it had to. */
export const finishMapRun: Decider<'FinishMapRun'> = (environment, state, command) => {
  const found = pendingMapRun(state, command);
  if (found.kind === 'rejection') return found;
  const { run, frame } = found;
  if (run.closing === undefined || run.open.size > 0) return unchanged(state, environment.now);
  const { failure } = run.closing;
  const { output, resultsWritten } = command;
  return runTurn(environment, state, (turn) => endMapRun(turn, frame, { failure, output, resultsWritten }));
};
