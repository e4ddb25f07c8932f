import { jsonataOnly, jsonPathOnly, optional, required, type FieldShape } from './shape.ts';
import { exactlyOneOf } from './fields-rules.ts';
import { anyObject, anything, boolean, choice, text, textOrNull } from './value-shapes.ts';

type Fields = Readonly<Record<string, FieldShape>>;

/** What a QueryLanguage may be. */
export const queryLanguage = choice(['JSONPath', 'JSONata']);

/** Fields of every state. */
export const everyState: Fields = {
  Type: required(text),
  Comment: optional(text),
  QueryLanguage: optional(queryLanguage),
};

/** Fields of every state that has an input to filter. */
export const filtering: Fields = {
  InputPath: jsonPathOnly(textOrNull),
  OutputPath: jsonPathOnly(textOrNull),
  Output: jsonataOnly(anything),
};

/** Fields of every state that can assign variables. */
export const assigning: Fields = { Assign: optional(anyObject) };

/** Fields of every state that leads on. */
export const leading: Fields = { Next: optional(text), End: optional(boolean) };

/** The rule that goes with `leading`. */
export const leadsOn = exactlyOneOf('Next', 'End');

/** Fields of the states that place a result into their input. */
export const placing: Fields = { ResultPath: jsonPathOnly(textOrNull) };

/** Fields of the states whose result can be reshaped. */
export const selecting: Fields = { ResultSelector: jsonPathOnly(anything) };

/** Fields of the states that hand over a payload. */
export const passing: Fields = { Parameters: jsonPathOnly(anything), Arguments: jsonataOnly(anything) };
