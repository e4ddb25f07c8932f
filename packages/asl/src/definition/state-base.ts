import type { Json, JsonObject, StateType } from '@edgestep/shared';

import type { QueryLanguage } from './query-language.ts';

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
