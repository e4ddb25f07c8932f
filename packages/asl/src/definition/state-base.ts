import type { Json, JsonObject, StateType } from '@edgestep/shared';

import type { QueryLanguage } from './query-language.ts';
import { objectIn, pathIn, textIn, valueIn } from './source-fields.ts';

/**
 * What every state has. Fields hold what the definition says: paths, templates and expressions are still
 * the text or JSON that was written, `undefined` where the field is absent. Which fields may be present
 * depends on `queryLanguage`; after validation only those that it allows are.
 */
export interface StateBase {
  readonly type: StateType;
  readonly name: string;
  readonly comment: string | undefined;
  /** The state's own QueryLanguage or, failing that, the state machine's. */
  readonly queryLanguage: QueryLanguage;
  /** JSONPath. `null` discards the input: the state sees `{}`. */
  readonly inputPath: string | null | undefined;
  /** JSONPath. `null` discards the output: the state answers `{}`. */
  readonly outputPath: string | null | undefined;
  /** JSONata. Any JSON with expressions in it. */
  readonly output: Json | undefined;
  /** Variables to assign when the state is left. */
  readonly assign: JsonObject | undefined;
  /** Where the state stands, as AWS writes it: `/States/Fork/Branches[0]/States/Left`. */
  readonly location: string;
  /** The state as it was written. */
  readonly source: JsonObject;
}

/** What the reader of a state gets: the state as written, and where it stands. */
export interface StateSource {
  readonly name: string;
  readonly source: JsonObject;
  readonly location: string;
  readonly queryLanguage: QueryLanguage;
  /** The language of states within that have none of their own. */
  readonly machineLanguage: QueryLanguage;
}

/** Reads what every state has. */
export function readStateBase({
  name,
  source,
  location,
  queryLanguage,
}: StateSource): Omit<StateBase, 'type'> {
  return {
    name,
    comment: textIn(source, 'Comment'),
    queryLanguage,
    inputPath: pathIn(source, 'InputPath'),
    outputPath: pathIn(source, 'OutputPath'),
    output: valueIn(source, 'Output'),
    assign: objectIn(source, 'Assign'),
    location,
    source,
  };
}
