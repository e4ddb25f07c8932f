import { abortExecution } from '@edgestep/asl';

import type { Decider } from './decider.ts';
import { runTurn } from './run-turn.ts';

/** Ends an execution from outside; whatever it waits for is given up. */
export const stopExecution: Decider<'StopExecution'> = (environment, state, command) =>
  runTurn(environment, state, (turn) => {
    abortExecution(turn, command.error, command.cause);
    return undefined;
  });
