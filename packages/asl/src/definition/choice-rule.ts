import type { Json, JsonObject } from '@edgestep/shared';

/** An entry of `Choices`. */
export interface ChoiceRule {
  readonly comment: string | undefined;
  readonly next: string;
  /** JSONata: the expression, or a boolean. Undefined on JSONPath. */
  readonly condition: string | boolean | undefined;
  /** JSONPath: the comparison or And/Or/Not as written, without Next, Assign and Comment. Undefined on JSONata. */
  readonly comparison: JsonObject | undefined;
  /** JSONata. */
  readonly output: Json | undefined;
  readonly assign: JsonObject | undefined;
  readonly location: string;
  readonly source: JsonObject;
}
