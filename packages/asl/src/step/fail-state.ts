import type { FrameId, Json, JsonObject, StateType } from '@edgestep/shared';

import type { CompiledCatcher, CompiledState, FallibleState } from '../compile/compiled-state.ts';
import { errorMatches, isTerminal } from './error-matches.ts';
import { evaluateAll } from './evaluate.ts';
import { failureIn, tellOfEvaluation } from './fail-by-throw.ts';
import { failFrame } from './fail-frame.ts';
import { currentState, entryOf, frameOf, insideOf } from './frame-access.ts';
import { guarded, type ThrowHandler } from './guarded.ts';
import { requirePayloadSize } from './payload-limit.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { StateFailure, ThrownFailure } from './state-failure.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';
import { requireVariableSize } from './variable-limit.ts';

/**
 * A state has failed: its retriers are asked, then its catchers; what nobody takes fails the frame. `prev` is the
 * event that told of the failure, where it is not the frame's last one.
 */
export function failState(
  turn: Turn,
  frameId: FrameId,
  failure: StateFailure,
  prev?: number,
): Suspension | undefined {
  const frame = frameOf(turn, frameId);
  const state = currentState(turn, frame);
  const toldBy = prev ?? frame.lastEventId;
  turn.inspector?.failed(failure);
  if (isTerminal(failure.error)) return failExecution(turn, failure, toldBy);
  if (state.type !== 'Task' && state.type !== 'Parallel' && state.type !== 'Map') {
    return failFrame(turn, frameId, failure, toldBy);
  }
  if (scheduleRetry(turn, frameId, state, failure, toldBy)) return undefined;
  const caughtBy = tellOfFlow(turn, frameId, state.type, failure, toldBy);
  const catcher = state.catchers.find(({ errorEquals }) =>
    errorMatches(errorEquals, failure.error, state.type),
  );
  if (catcher === undefined) return failFrame(turn, frameId, failure, caughtBy);
  return catchFailure(turn, frameId, { state, catcher, failure, toldBy });
}

/** A terminal error ends the execution from wherever it is: nothing around it is told of, or asked. */
function failExecution(turn: Turn, failure: StateFailure, prev: number): undefined {
  turn.emit({ kind: 'ExecutionFailed', frame: 0, prev, ...failureDetails(failure) });
  return undefined;
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
  const count = insideOf(frameOf(turn, frameId)).retrierCounts[place] ?? 0;
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
): number {
  const details = { frame: frameId, prev, ...failureDetails(failure) };
  if (stateType === 'Parallel') return turn.emit({ kind: 'ParallelFailed', ...details });
  return stateType === 'Map' ? turn.emit({ kind: 'MapFailed', ...details }) : prev;
}

export function failureDetails(failure: StateFailure): { error?: string; cause?: string } {
  return {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  };
}

/** A failure that a catcher has taken. */
interface Caught {
  readonly state: RecoveringState;
  readonly catcher: CompiledCatcher;
  readonly failure: StateFailure;
  /** The event that told of the failure. */
  readonly toldBy: number;
}

type RecoveringState = Extract<CompiledState, FallibleState>;

function catchFailure(turn: Turn, frameId: FrameId, caught: Caught): Suspension | undefined {
  const { state, catcher, failure } = caught;
  const { input } = entryOf(frameOf(turn, frameId));
  const errorOutput: Json = { Error: failure.error ?? '', Cause: failure.cause ?? '' };
  const scope = scopeOfCatcher(turn, frameId, state, errorOutput);
  function leave([written, assigned]: readonly (Json | undefined)[]): undefined {
    const output = written === undefined ? placed(catcher, input, errorOutput) : written;
    requirePayloadSize(output, state.name);
    if (assigned !== undefined) requireVariableSize(turn, frameId, assigned as JsonObject, state.name);
    turn.emit({
      kind: 'StateExited',
      frame: frameId,
      state: state.name,
      stateType: state.type,
      output,
      next: catcher.next,
      ...(assigned === undefined ? {} : { assigned: assigned as JsonObject }),
    });
    return undefined;
  }
  const failed: ThrowHandler = (...[, , thrown]) => failCatcher(turn, frameId, caught, thrown);
  const fields = [catcher.output, catcher.assign];
  return guarded(turn, frameId, () => evaluateAll(turn, frameId, fields, scope, leave, failed), failed);
}

function scopeOfCatcher(turn: Turn, frameId: FrameId, state: RecoveringState, errorOutput: Json): StateScope {
  const frame = frameOf(turn, frameId);
  if (state.flow.language === 'JSONPath') return new StateScope(turn, frame, errorOutput);
  return new StateScope(turn, frame, entryOf(frame).input, { errorOutput });
}

/**
 * A catcher's own query failed. No retrier and no catcher of the state takes that: it fails the frame. AWS chains it
 * to what came before the state's Failed event, and tells of the state's failure a second time.
 */
function failCatcher(
  turn: Turn,
  frameId: FrameId,
  { state, toldBy }: Caught,
  thrown: ThrownFailure,
): Suspension | undefined {
  const failure = failureIn(turn, frameId, thrown);
  const isEvaluation = failure.error === 'States.QueryEvaluationError';
  const prev = isEvaluation ? tellOfEvaluation(turn, frameId, thrown, toldBy) : toldBy;
  if (isTerminal(failure.error)) return failExecution(turn, failure, prev);
  return failFrame(turn, frameId, failure, tellOfFlow(turn, frameId, state.type, failure, prev));
}

function placed(catcher: CompiledCatcher, input: Json, errorOutput: Json): Json {
  if (catcher.resultPath === null) return input;
  return catcher.resultPath === undefined ? errorOutput : catcher.resultPath.placeAt(input, errorOutput);
}
