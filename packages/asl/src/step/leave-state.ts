import type { Json, JsonObject } from '@edgestep/shared';

import type { CompiledState, DataFlow, JsonPathFlow } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import type { Template } from '../query/template.ts';
import { applyPath, effectiveInput } from './effective-input.ts';
import { endFrame } from './end-frame.ts';
import { evaluateAll } from './evaluate.ts';
import { entryOf } from './frame-access.ts';
import { requirePayloadSize } from './payload-limit.ts';
import { StateScope, type ScopeExtras } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';
import { requireVariableSize } from './variable-limit.ts';

/** Where a state leads, when it is not where its own fields say. */
export interface Departure {
  readonly next: string | undefined;
  /** JSONata: of the rule that decided. */
  readonly output: Template | undefined;
  readonly assign: Template | undefined;
}

/**
 * Leaves a state with a result: ResultSelector, ResultPath, OutputPath and Assign on JSONPath; Output and Assign on
 * JSONata, side by side. `result` undefined: the state has none of its own (Wait, Choice, Succeed), its input goes on.
 */
export function leaveState(
  turn: Turn,
  frame: FrameView,
  state: CompiledState,
  result: Json | undefined,
  departure?: Departure,
): Suspension | undefined {
  const { input } = entryOf(frame);
  const { next, assign } = departure ?? { next: state.next, assign: state.flow.assign };
  if (state.flow.language === 'JSONPath') {
    const output = jsonPathOutput(turn, frame, state.flow, input, result);
    const assigned = assign && jsonPathAssigned(turn, frame, assign, state.flow, input, result);
    return exit(turn, frame, state, input, output, next, assigned);
  }
  const extras: ScopeExtras = result === undefined ? {} : { result };
  const scope = new StateScope(turn, frame, input, extras);
  const written = departure === undefined ? state.flow.output : departure.output;
  return evaluateAll(turn, frame.id, [written, assign], scope, ([output, assigned]) =>
    exit(turn, frame, state, input, given(output, result, input), next, assigned),
  );
}

/** Whether nothing is written about how data flows through a state, and nobody wants to see how it does. */
export function handsOn(turn: Turn, flow: DataFlow): boolean {
  return flow.language === 'JSONPath' && flow.isEmpty && turn.inspector === undefined;
}

/** `leaveState` for a state without a result of its own that `handsOn` its input. */
export function handOn(
  turn: Turn,
  frame: FrameView,
  state: CompiledState,
  next: string | undefined,
): Suspension | undefined {
  const { input } = entryOf(frame);
  return exit(turn, frame, state, input, input, next, undefined);
}

/** Output where it is written, null included; else the result, or the input of a state without one. */
function given(output: Json | undefined, result: Json | undefined, input: Json): Json {
  if (output !== undefined) return output;
  return result === undefined ? input : result;
}

function jsonPathOutput(
  turn: Turn,
  frame: FrameView,
  flow: JsonPathFlow,
  input: Json,
  result: Json | undefined,
): Json {
  if (result === undefined) {
    return applyPath(turn, frame, flow.outputPath, effectiveInput(turn, frame, flow, input));
  }
  const selected =
    flow.resultSelector === undefined
      ? result
      : flow.resultSelector.evaluate(new StateScope(turn, frame, result));
  turn.inspector?.stage('afterResultSelector', selected);
  const placed = placeResult(flow, input, selected);
  turn.inspector?.stage('afterResultPath', placed);
  return applyPath(turn, frame, flow.outputPath, placed);
}

function placeResult(flow: JsonPathFlow, input: Json, result: Json): Json {
  if (flow.resultPath === null) return input;
  return flow.resultPath === undefined ? result : flow.resultPath.placeAt(input, result);
}

/** On JSONPath `$` in Assign is the state's raw result, or its effective input where it has none. */
function jsonPathAssigned(
  turn: Turn,
  frame: FrameView,
  assign: Template,
  flow: JsonPathFlow,
  input: Json,
  result: Json | undefined,
): Json | undefined {
  if (assign.kind === 'async') return undefined;
  const seen = result === undefined ? applyPath(turn, frame, flow.inputPath, input) : result;
  return assign.evaluate(new StateScope(turn, frame, seen));
}

function exit(
  turn: Turn,
  frame: FrameView,
  state: CompiledState,
  input: Json,
  output: Json,
  next: string | undefined,
  assigned: Json | undefined,
): Suspension | undefined {
  if (output !== input) requirePayloadSize(output, state.name);
  if (assigned !== undefined) requireVariableSize(turn, frame.id, assigned as JsonObject, state.name);
  if (assigned === undefined) turn.leave(frame, state, output, next);
  else {
    turn.emit({
      kind: 'StateExited',
      frame: frame.id,
      state: state.name,
      stateType: state.type,
      output,
      ...(next === undefined ? {} : { next }),
      assigned: assigned as JsonObject,
    });
  }
  return next === undefined ? endFrame(turn, frame.id, output) : undefined;
}
