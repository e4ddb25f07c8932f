import { findItems } from '@edgestep/asl';

import type { Decider } from './decider.ts';
import { pendingMapRun } from './pending-map-run.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/** The reader has found the items. Told twice, it changes nothing. */
export const findMapRunItems: Decider<'FindMapRunItems'> = (environment, state, command) => {
  const found = pendingMapRun(state, command);
  if (found.kind === 'rejection') return found;
  const { run, frame } = found;
  if (run.total !== undefined || run.closing !== undefined) return unchanged(state, environment.now);
  const { source, total } = command;
  return runTurn(environment, state, (turn) => findItems(turn, frame, { source, total }));
};
