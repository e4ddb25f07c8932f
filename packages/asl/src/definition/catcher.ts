import type { Json, JsonObject } from '@edgestep/shared';

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
