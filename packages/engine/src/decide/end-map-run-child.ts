import { endChild } from '@edgestep/asl';

import type { Decider } from './decider.ts';
import { pendingMapRun } from './pending-map-run.ts';
import { reject } from './reject.ts';
import { runTurn } from './run-turn.ts';

/** The end of a child execution, applied once (E6). */
export const endMapRunChild: Decider<'EndMapRunChild'> = (environment, state, command) => {
  const found = pendingMapRun(state, command);
  if (found.kind === 'rejection') return found;
  const { index, startedAt, stoppedAt, outcome, redriveCount, notRedrivable } = command;
  if (!found.run.open.has(index)) {
    return reject('map-run-not-pending', `${command.mapRunArn} has no child ${index} that is open.`);
  }
  const ended = {
    index,
    startedAt,
    stoppedAt,
    outcome,
    ...(redriveCount === undefined ? {} : { redriveCount }),
    ...(notRedrivable === undefined ? {} : { notRedrivable }),
  };
  return runTurn(environment, state, (turn) => endChild(turn, found.frame, ended));
};
