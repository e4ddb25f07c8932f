import type { Json, JsonObject } from '@edgestep/shared';

/** What a state leaves behind: its output, and the variables that Assign sets. */
export interface StateExit {
  readonly output: Json;
  /** Undefined without Assign. */
  readonly assigned: JsonObject | undefined;
}
