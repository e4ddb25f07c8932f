import { struct } from './check-object.ts';
import { jsonataOnly, jsonPathOnly, optional, required, type FieldShape, type ObjectShape } from './shape.ts';
import { anyObject, anything, choice, decimal, integer, list, text, textOrNull } from './value-shapes.ts';

/** An entry of Retry. */
export const retrierShape: ObjectShape = {
  fields: {
    ErrorEquals: required(list(text)),
    Comment: optional(text),
    IntervalSeconds: optional(integer({ min: 0, max: 99_999_999 })),
    MaxAttempts: optional(integer({ min: 0, max: 99_999_999 })),
    BackoffRate: optional(decimal({ min: 1 })),
    MaxDelaySeconds: optional(integer({ min: 1, max: 31_622_400 })),
    JitterStrategy: optional(choice(['NONE', 'FULL'])),
  },
};

const retrier = struct(retrierShape);

/** An entry of Catch. */
export const catcherShape: ObjectShape = {
  fields: {
    ErrorEquals: required(list(text)),
    Comment: optional(text),
    Next: required(text),
    ResultPath: jsonPathOnly(textOrNull),
    Output: jsonataOnly(anything),
    Assign: optional(anyObject),
  },
};

const catcher = struct(catcherShape);

/** Fields of the states whose errors can be handled. An empty list is accepted, as AWS does. */
export const errorHandling: Readonly<Record<string, FieldShape>> = {
  Retry: optional(list(retrier, { mayBeEmpty: true })),
  Catch: optional(list(catcher, { mayBeEmpty: true })),
};
