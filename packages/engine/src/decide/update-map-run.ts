import { reconsiderMapRun } from '@edgestep/asl';

import type { Decider } from './decider.ts';
import { pendingMapRun } from './pending-map-run.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/** UpdateMapRun: new limits for a run that is open; they may let it start more children, or end it. */
export const updateMapRun: Decider<'UpdateMapRun'> = (environment, state, command) => {
  const found = pendingMapRun(state, command);
  if (found.kind === 'rejection') return found;
  const { run, frame } = found;
  if (run.closing !== undefined) return unchanged(state, environment.now);
  const { kind: _, executionArn: __, mapRunArn, ...changed } = command;
  const limits = { ...run.limits, ...changed };
  return runTurn(environment, state, (turn) => {
    turn.emit({ kind: 'MapRunUpdated', frame, mapRunArn, ...limits });
    return reconsiderMapRun(turn, frame);
  });
};
