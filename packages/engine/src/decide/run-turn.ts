import { advance, QueryFailure, type Suspension } from '@edgestep/asl';

import { dropUndone } from '../effects/drop-undone.ts';
import { addOpening } from '../effects/map-run-effects.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { Decided, DecideEnvironment, Decision } from './decision.ts';
import { refuseOversizedTurn } from './decision-too-large.ts';
import { failByFault, rememberBefore, type Before } from './fail-by-fault.ts';
import { failOverlongHistory } from './fail-overlong-history.ts';
import { HistoryFull } from './history-limit.ts';
import { DecisionTurn } from './turn.ts';

/** What a command does to an execution before the frames that are between two states go on. */
export type FirstStep = (turn: DecisionTurn) => Suspension | undefined;

/**
 * Runs a whole turn: the command's own step, then every frame that can go on. Synchronous unless a JSONata
 * evaluation suspends it. A fault of our own code ends the execution, never the process (`failByFault`).
 */
export function runTurn(environment: DecideEnvironment, state: ExecutionState, first: FirstStep): Decided {
  return runBegunTurn(new DecisionTurn(environment, state), environment, first);
}

/** The same for a turn that has events already. */
export function runBegunTurn(turn: DecisionTurn, environment: DecideEnvironment, first: FirstStep): Decided {
  const before = rememberBefore(turn);
  try {
    const suspension = first(turn) ?? advance(turn);
    return suspension === undefined ? finish(turn, before) : settle(turn, suspension, before, environment);
  } catch (fault) {
    return giveUp(environment, turn, before, fault);
  }
}

async function settle(
  turn: DecisionTurn,
  suspension: Suspension,
  before: Before,
  environment: DecideEnvironment,
): Promise<Decision> {
  try {
    await drive(suspension);
    for (let next = advance(turn); next !== undefined; next = advance(turn)) await drive(next);
    return finish(turn, before);
  } catch (fault) {
    return giveUp(environment, turn, before, fault);
  }
}

/** Answers the evaluations of a suspended step until it is done. */
async function drive(suspension: Suspension): Promise<void> {
  let current: Suspension | undefined = suspension;
  while (current !== undefined) current = await answer(current);
}

async function answer(suspension: Suspension): Promise<Suspension | undefined> {
  let value;
  try {
    value = await suspension.evaluate();
  } catch (failure) {
    if (failure instanceof QueryFailure) return suspension.fail(failure);
    throw failure;
  }
  return suspension.resume(value);
}

/** Ends an execution whose turn threw: one whose history is full as it is, any other by its fault. */
function giveUp(
  environment: DecideEnvironment,
  turn: DecisionTurn,
  before: Before,
  fault: unknown,
): Decision {
  if (!(fault instanceof HistoryFull)) return failByFault(environment, turn, before, fault);
  try {
    return finish(turn, before);
  } catch (further) {
    return failByFault(environment, turn, before, further);
  }
}

function finish(turn: DecisionTurn, before: Before): Decision {
  const state = turn.execution;
  refuseOversizedTurn(turn);
  failOverlongHistory(turn);
  addOpening(state, turn.effects);
  return {
    kind: 'decision',
    state,
    events: turn.events,
    effects: dropUndone(turn.effects, before.lastEventId),
    at: turn.now,
    bytes: turn.bytes,
    fault: undefined,
  };
}
