import { supplyItems } from '@edgestep/asl';

import type { Decider } from './decider.ts';
import { pendingMapRun } from './pending-map-run.ts';
import { runTurn } from './run-turn.ts';
import { unchanged } from './unchanged.ts';

/** Items that were read. Those that have a child already are passed over; a gap is no use. */
export const supplyMapRunItems: Decider<'SupplyMapRunItems'> = (environment, state, command) => {
  const found = pendingMapRun(state, command);
  if (found.kind === 'rejection') return found;
  const { run, frame } = found;
  const { from, items } = command;
  if (run.closing !== undefined || run.nextItem < from || run.nextItem >= from + items.length) {
    return unchanged(state, environment.now);
  }
  return runTurn(environment, state, (turn) => supplyItems(turn, frame, { from, items }));
};
