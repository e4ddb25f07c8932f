import type { FrameId } from '@edgestep/shared';

import type { Effect } from '../effects/effect.ts';
import { DecisionTooLarge } from './decision-too-large.ts';
import type { DecideEnvironment, Decision } from './decision.ts';
import { DecisionTurn } from './turn.ts';

/** What of an execution was certain before a turn's first step. */
export interface Before {
  readonly events: number;
  readonly lastEventId: number;
  readonly nextFrame: FrameId;
}

export function rememberBefore(turn: DecisionTurn): Before {
  const { lastEventId, nextFrame } = turn.execution;
  return { events: turn.events.length, lastEventId, nextFrame };
}

/**
 * Ends an execution whose turn threw: a fault in our own code. The state was evolved in place and is half way
 * between two decisions, but nothing of that has been written: what the turn emitted is dropped, and the one event
 * written instead, ExecutionFailed, leaves nothing of the half-made state. It puts no frame, no task and no
 * variable into the closed execution; the two counters that would remain are set back first. So the live state is
 * again what a replay of the log gives (E3), and the partition goes on with its other executions.
 */
export function failByFault(
  environment: DecideEnvironment,
  broken: DecisionTurn,
  before: Before,
  fault: unknown,
): Decision {
  const state = broken.execution;
  state.lastEventId = before.lastEventId;
  state.nextFrame = before.nextFrame;
  state.status = { kind: 'RUNNING' };
  const turn = new DecisionTurn(environment, state);
  for (const event of broken.events.slice(0, before.events)) turn.record(event);
  turn.emit({
    kind: 'ExecutionFailed',
    frame: 0,
    prev: before.lastEventId,
    ...failureOf(fault),
  });
  return {
    kind: 'decision',
    state,
    events: turn.events,
    effects: [...cancelsOf(broken.effects), ...turn.effects].filter((effect) => known(effect, before)),
    at: turn.now,
    bytes: turn.bytes,
    fault: fault instanceof DecisionTooLarge ? undefined : fault,
  };
}

function failureOf(fault: unknown): { readonly error: string; readonly cause: string } {
  if (fault instanceof DecisionTooLarge) return { error: 'States.DataLimitExceeded', cause: fault.message };
  const message = fault instanceof Error ? fault.message : String(fault);
  return { error: 'States.Runtime', cause: `An internal error ended the execution: ${message}` };
}

/** Tasks and Map Runs that the dropped part of the turn gave up were begun earlier: they are given up all the same. */
function cancelsOf(effects: readonly Effect[]): readonly Effect[] {
  return effects.filter(({ kind }) => kind === 'CancelTask' || kind === 'AbandonMapRun');
}

/** Tasks that only the dropped part of the turn scheduled were never handed out. */
function known(effect: Effect, before: Before): boolean {
  return effect.kind !== 'CancelTask' || effect.task.taskId <= before.lastEventId;
}
