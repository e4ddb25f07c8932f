import type { SimulatedLogServer } from '../log/simulated-log-server.ts';
import { appliedOnce } from './applied-once.ts';
import type { Checker } from './checker.ts';
import { clientView } from './client-view.ts';
import { completeHistories } from './complete-histories.ts';
import { durableEffects } from './durable-effects.ts';
import { honestNodes } from './honest-nodes.ts';
import { oneWriter } from './one-writer.ts';
import { replayedState } from './replayed-state.ts';
import { terminalIsTerminal } from './terminal.ts';
import { wholeLog } from './whole-log.ts';

/** Every promise that a world is held to. */
export function allCheckers(server: SimulatedLogServer): readonly Checker[] {
  return [
    durableEffects(),
    oneWriter(),
    replayedState(),
    terminalIsTerminal(),
    wholeLog(server),
    appliedOnce(),
    clientView(),
    completeHistories(),
    honestNodes(),
  ];
}
