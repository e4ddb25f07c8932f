import type { Json } from '@edgestep/shared';

import { compilePath } from '../jsonpath/compile-path.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import type { SyncTemplate, Template } from '../query/template.ts';
import { parseReferencePath } from '../reference-path/parse-reference-path.ts';
import type { ReferencePath } from '../reference-path/reference-path.ts';
import { compileJsonataTemplate } from '../template/compile-jsonata-template.ts';
import { compileTemplate } from '../template/compile-template.ts';
import type { StateBase } from '../definition/state-base.ts';
import type { Transition } from '../definition/transition.ts';
import type { DataFlow, PathField } from './compiled-state.ts';

/** The fields of data flow that a state may have; each type has some of them. */
interface FlowFields extends StateBase {
  readonly parameters?: Json | undefined;
  readonly arguments?: Json | undefined;
  readonly resultSelector?: Json | undefined;
  readonly resultPath?: string | null | undefined;
}

/** Compiles how data flows through a state, in its own query language. */
export function compileFlow(state: FlowFields): DataFlow {
  if (state.queryLanguage === 'JSONata') {
    return {
      language: 'JSONata',
      arguments: jsonata(state.arguments, 'Arguments'),
      output: jsonata(state.output, 'Output'),
      assign: jsonata(state.assign, 'Assign'),
    };
  }
  const fields = {
    inputPath: pathField(state.inputPath),
    parameters: template(state.parameters),
    resultSelector: template(state.resultSelector),
    resultPath: resultPath(state.resultPath),
    outputPath: pathField(state.outputPath),
    assign: template(state.assign),
  };
  const isEmpty = Object.values(fields).every((field) => field === undefined);
  return { language: 'JSONPath', isEmpty, ...fields };
}

/** The name of the next state; undefined at the end of a block. */
export function nextOf(transition: Transition): string | undefined {
  return transition.kind === 'next' ? transition.next : undefined;
}

export function template(json: Json | undefined): SyncTemplate | undefined {
  return json === undefined ? undefined : compileTemplate(json);
}

export function jsonata(json: Json | undefined, field: string): Template | undefined {
  return json === undefined ? undefined : compileJsonataTemplate(json, field);
}

export function path(text: string | undefined): CompiledPath | undefined {
  return text === undefined ? undefined : compilePath(text);
}

/** `$` is the whole value, which costs nothing. */
export function resultPath(text: string | null | undefined): ReferencePath | null | undefined {
  if (text === undefined || text === null) return text;
  return text === '$' ? undefined : parseReferencePath(text);
}

function pathField(text: string | null | undefined): PathField {
  if (text === undefined || text === null) return text;
  return text === '$' ? undefined : compilePath(text);
}
