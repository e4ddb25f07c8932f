import type { Json, JsonObject } from '@edgestep/shared';

import type { QueryLanguage } from './query-language.ts';
import { objectIn, textIn, valueIn } from './source-fields.ts';

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

/** Reads an entry of `Choices`. */
export function readChoiceRule(source: JsonObject, location: string, language: QueryLanguage): ChoiceRule {
  const { Next: _next, Assign: _assign, Comment: _comment, ...comparison } = source;
  const condition = valueIn(source, 'Condition');
  const isCondition = typeof condition === 'string' || typeof condition === 'boolean';
  return {
    comment: textIn(source, 'Comment'),
    next: textIn(source, 'Next') ?? '',
    condition: isCondition ? condition : undefined,
    comparison: language === 'JSONPath' ? comparison : undefined,
    output: valueIn(source, 'Output'),
    assign: objectIn(source, 'Assign'),
    location,
    source,
  };
}
