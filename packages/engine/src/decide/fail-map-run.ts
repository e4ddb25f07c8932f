import { failMapRun as fail } from '@edgestep/asl';

import type { Decider } from './decider.ts';
import { pendingMapRun } from './pending-map-run.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/**
 * The reader or the writer of a Map Run can't do its work. A run that is closing hears its writer alone, which has
 * nothing to do before the last child has ended.
 */
export const failMapRun: Decider<'FailMapRun'> = (environment, state, command) => {
  const found = pendingMapRun(state, command);
  if (found.kind === 'rejection') return found;
  if (found.run.closing !== undefined && found.run.open.size > 0) return unchanged(state, environment.now);
  const { error, cause } = command;
  return runTurn(environment, state, (turn) => fail(turn, found.frame, { error, cause }));
};
