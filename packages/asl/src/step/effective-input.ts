import type { Json } from '@edgestep/shared';

import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import type { JsonPathFlow, PathField } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import { StateScope, type ScopeExtras } from './state-scope.ts';
import type { Turn } from './turn.ts';

const NOTHING: Json = {};

/** What a path field makes of a value: all of it, nothing (`null`), or what the path leads to. */
export function applyPath(turn: Turn, frame: FrameView, field: PathField, value: Json): Json {
  if (field === undefined) return value;
  if (field === null) return NOTHING;
  return field.evaluate(new StateScope(turn, frame, value));
}

/** The effective input of a state on JSONPath: the raw input through InputPath. */
export function effectiveInput(turn: Turn, frame: FrameView, flow: JsonPathFlow, input: Json): Json {
  const effective = applyPath(turn, frame, flow.inputPath, input);
  turn.inspector?.stage('afterInputPath', effective);
  return effective;
}

/** The effective input through Parameters. */
export function parametersOf(
  turn: Turn,
  frame: FrameView,
  flow: JsonPathFlow,
  input: Json,
  extras?: ScopeExtras,
): Json {
  const effective = effectiveInput(turn, frame, flow, input);
  const parameters =
    flow.parameters === undefined
      ? effective
      : flow.parameters.evaluate(new StateScope(turn, frame, effective, extras));
  turn.inspector?.stage('afterParameters', parameters);
  return parameters;
}

/** Reads a path of a state over a value. */
export function readPath(turn: Turn, frame: FrameView, path: CompiledPath, value: Json): Json | undefined {
  return path.read(new StateScope(turn, frame, value));
}
