import type { FrameId, Json, StateType } from '@edgestep/shared';

import type { CompiledCatcher, FallibleState } from '../compile/compiled-state.ts';
import { errorMatches } from './error-matches.ts';
import { evaluateAll } from './evaluate.ts';
import { failFrame } from './fail-frame.ts';
import { currentState, frameOf, visitOf } from './frame-access.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { StateFailure } from './state-failure.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/**
 * A state has failed: its retriers are asked, then its catchers; what nobody takes fails the frame. `prev` is the
 * event that told of the failure, where it is not the frame's last one; `fromChild`: a branch or an iteration failed.
 */
export function failState(
  turn: Turn,
  frameId: FrameId,
  failure: StateFailure,
  prev?: number,
  fromChild = false,
): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  const state = currentState(turn, frame);
  const toldBy = prev ?? frame.lastEventId;
  if (state.type !== 'Task' && state.type !== 'Parallel' && state.type !== 'Map') {
    return failFrame(turn, frameId, failure, toldBy);
  }
  if (scheduleRetry(turn, frameId, state, failure, toldBy)) return undefined;
  const caughtBy = tellOfFlow(turn, frameId, state.type, failure, toldBy, fromChild);
  const catcher = state.catchers.find(({ errorEquals }) =>
    errorMatches(errorEquals, failure.error, state.type),
  );
  if (catcher === undefined) return failFrame(turn, frameId, failure, caughtBy);
  return catchFailure(turn, frameId, state, catcher, failure);
}

/** The first retrier that takes the error decides; one whose attempts are used up takes nothing more. */
function scheduleRetry(
  turn: Turn,
  frameId: FrameId,
  state: FallibleState & { readonly type: string },
  failure: StateFailure,
  prev: number,
): boolean {
  const place = state.retriers.findIndex(({ errorEquals }) =>
    errorMatches(errorEquals, failure.error, state.type),
  );
  const retrier = state.retriers[place];
  const count = visitOf(frameOf(turn, frameId)).retrierCounts[place] ?? 0;
  if (retrier === undefined || count >= retrier.maxAttempts) return false;
  turn.emit({
    kind: 'RetryScheduled',
    frame: frameId,
    prev,
    retrier: place,
    dueAt: turn.now + retryDelayMs(retrier, count, () => turn.port.random()),
    error: failure.error ?? '',
  });
  return true;
}

/** A Parallel or a Map that is not tried again says so; answers the event that a catcher follows. */
function tellOfFlow(
  turn: Turn,
  frameId: FrameId,
  stateType: StateType,
  failure: StateFailure,
  prev: number,
  fromChild: boolean,
): number {
  const details = { frame: frameId, prev, ...failureDetails(failure) };
  if (stateType === 'Parallel' && fromChild) return turn.emit({ kind: 'ParallelFailed', ...details });
  const itemsFailed = failure.error === 'States.QueryEvaluationError';
  if (stateType === 'Map' && (fromChild || itemsFailed)) return turn.emit({ kind: 'MapFailed', ...details });
  return prev;
}

export function failureDetails(failure: StateFailure): { error?: string; cause?: string } {
  return {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  };
}

function catchFailure(
  turn: Turn,
  frameId: FrameId,
  state: FallibleState & { readonly type: 'Task' | 'Parallel' | 'Map' },
  catcher: CompiledCatcher,
  failure: StateFailure,
): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  const { input } = visitOf(frame);
  const errorOutput: Json = { Error: failure.error ?? '', Cause: failure.cause ?? '' };
  const onJsonata = state.flow.language === 'JSONata';
  const scope = onJsonata
    ? new StateScope(turn, frame, input, { errorOutput })
    : new StateScope(turn, frame, errorOutput);
  return evaluateAll(turn, frameId, [catcher.output, catcher.assign], scope, ([output, assigned]) => {
    turn.emit({
      kind: 'StateExited',
      frame: frameId,
      state: state.name,
      stateType: state.type,
      output: output === undefined ? placed(catcher, input, errorOutput) : output,
      next: catcher.next,
      ...(assigned === undefined ? {} : { assigned: assigned as Record<string, Json> }),
    });
    return undefined;
  });
}

function placed(catcher: CompiledCatcher, input: Json, errorOutput: Json): Json {
  if (catcher.resultPath === null) return input;
  return catcher.resultPath === undefined ? errorOutput : catcher.resultPath.placeAt(input, errorOutput);
}
