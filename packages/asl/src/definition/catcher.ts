import type { Json, JsonObject } from '@edgestep/shared';

import { objectIn, pathIn, textIn, textsIn, valueIn } from './source-fields.ts';

/** An entry of `Catch`. */
export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly comment: string | undefined;
  readonly next: string;
  /** JSONPath: where the error output goes in the raw input; `null` discards it, undefined means `$`. */
  readonly resultPath: string | null | undefined;
  /** JSONata. */
  readonly output: Json | undefined;
  readonly assign: JsonObject | undefined;
  readonly location: string;
  readonly source: JsonObject;
}

/** Reads an entry of `Catch`. */
export function readCatcher(source: JsonObject, location: string): Catcher {
  return {
    errorEquals: textsIn(source, 'ErrorEquals') ?? [],
    comment: textIn(source, 'Comment'),
    next: textIn(source, 'Next') ?? '',
    resultPath: pathIn(source, 'ResultPath'),
    output: valueIn(source, 'Output'),
    assign: objectIn(source, 'Assign'),
    location,
    source,
  };
}
