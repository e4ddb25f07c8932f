import type { Json, JsonObject } from '@edgestep/shared';

import type { StateBase } from '../definition/state-base.ts';
import { compilePath } from '../jsonpath/compile-path.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import type { SyncTemplate } from '../query/template.ts';
import { parseReferencePath } from '../reference-path/parse-reference-path.ts';
import type { ReferencePath } from '../reference-path/reference-path.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import { compileTemplate } from '../template/compile-template.ts';
import type { Evaluation, StateScope } from './evaluation.ts';
import type { StateExit } from './state-exit.ts';

/** The empty value that a `null` path stands for. */
const NOTHING: JsonObject = {};

/** A path in front of or behind a state's work. `$`, which most states have, costs nothing. */
export type EdgePath = CompiledPath | 'whole' | 'discard';

/** InputPath or OutputPath. */
export function compileEdgePath(text: string | null | undefined): EdgePath {
  if (text === null) return 'discard';
  return text === undefined || text === '$' ? 'whole' : compilePath(text);
}

/** The value that an edge path makes of `value`. */
export function readEdgePath(path: EdgePath, scope: StateScope, value: Json): Json {
  if (path === 'whole') return value;
  if (path === 'discard') return NOTHING;
  scope.input = value;
  return path.evaluate(scope);
}

/** A ResultPath: where the result goes in the raw input. */
export type ResultPlace = ReferencePath | 'whole' | 'discard';

export function compileResultPlace(text: string | null | undefined): ResultPlace {
  if (text === null) return 'discard';
  return text === undefined || text === '$' ? 'whole' : parseReferencePath(text);
}

export function placeResult(place: ResultPlace, stateInput: Json, result: Json): Json {
  if (place === 'whole') return result;
  return place === 'discard' ? stateInput : place.placeAt(stateInput, result);
}

/** Assign on JSONPath; an object template gives an object. */
export function compileAssign(assign: JsonObject | undefined): SyncTemplate | undefined {
  return assign === undefined ? undefined : compileTemplate(assign);
}

/** The variables, read from `value`. */
export function readAssign(
  assign: SyncTemplate | undefined,
  scope: StateScope,
  value: Json,
): JsonObject | undefined {
  if (assign === undefined) return undefined;
  scope.input = value;
  return assign.evaluate(scope) as JsonObject;
}

/** The fields that a JSONata state is left with. */
export interface JsonataExitFields {
  readonly output: Json | undefined;
  readonly assign: JsonObject | undefined;
}

/**
 * The exit on JSONata: Output and Assign, both from the values on entry. `field` stands before their names in causes
 * (`Catch[0]/`). Without Output the state answers what `otherwise` gives.
 */
export function compileJsonataExit(
  { output, assign }: JsonataExitFields,
  field: string,
  otherwise: (scope: StateScope) => Json,
): Evaluation<StateExit> {
  const outputs = output === undefined ? undefined : compileJsonataTemplate(output, `${field}Output`);
  const assigns = assign === undefined ? undefined : compileJsonataTemplate(assign, `${field}Assign`);
  if (outputs?.kind !== 'async' && assigns?.kind !== 'async') {
    return {
      kind: 'sync',
      evaluate: (scope) => ({
        output: outputs === undefined ? otherwise(scope) : outputs.evaluate(scope),
        assigned: assigns?.evaluate(scope) as JsonObject | undefined,
      }),
    };
  }
  return {
    kind: 'async',
    async evaluate(scope) {
      const assigned = (await assigns?.evaluate(scope)) as JsonObject | undefined;
      return { output: outputs === undefined ? otherwise(scope) : await outputs.evaluate(scope), assigned };
    },
  };
}

/** What `$states.input` shows. */
export function inputOf(scope: StateScope): Json {
  return scope.stateInput;
}

/** What `$states.result` shows; a state that has none answers its input. */
export function resultOf(scope: StateScope): Json {
  return scope.result ?? scope.stateInput;
}

/** The exit of a state without a result of its own (Wait, Succeed): its input goes through. */
export function compileThroughExit(state: StateBase): Evaluation<StateExit> {
  if (state.queryLanguage === 'JSONata') return compileJsonataExit(state, '', inputOf);
  const inputPath = compileEdgePath(state.inputPath);
  const outputPath = compileEdgePath(state.outputPath);
  const assign = compileAssign(state.assign);
  return {
    kind: 'sync',
    evaluate(scope) {
      const value = readEdgePath(inputPath, scope, scope.stateInput);
      const assigned = readAssign(assign, scope, value);
      return { output: readEdgePath(outputPath, scope, value), assigned };
    },
  };
}

/** The fields that make a result into an output (Task, Parallel, Map). */
export interface ResultState extends StateBase {
  readonly resultSelector: Json | undefined;
  readonly resultPath: string | null | undefined;
}

/** The exit of a state with a result: ResultSelector, ResultPath, OutputPath, or Output; and Assign. */
export function compileResultExit(state: ResultState): Evaluation<StateExit> {
  if (state.queryLanguage === 'JSONata') return compileJsonataExit(state, '', resultOf);
  const { resultSelector } = state;
  const selector = resultSelector === undefined ? undefined : compileTemplate(resultSelector);
  const place = compileResultPlace(state.resultPath);
  const outputPath = compileEdgePath(state.outputPath);
  const assign = compileAssign(state.assign);
  return {
    kind: 'sync',
    evaluate(scope) {
      let result = resultOf(scope);
      if (selector !== undefined) {
        scope.input = result;
        result = selector.evaluate(scope);
      }
      const assigned = readAssign(assign, scope, result);
      const output = placeResult(place, scope.stateInput, result);
      return { output: readEdgePath(outputPath, scope, output), assigned };
    },
  };
}
