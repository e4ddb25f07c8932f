import type { Json, JsonObject } from '@edgestep/shared';

import type { QueryLanguage } from '../query-language.ts';

/** Where a check stands, and whom it tells. */
export interface ShapeContext {
  /** Of the value at hand: `/States/Start/Retry[0]`, `` for the state machine. */
  readonly location: string;
  /** Of the state around; the state machine's outside of states. */
  readonly language: QueryLanguage;
  /** The state machine's own: what states without a QueryLanguage use. */
  readonly machineLanguage: QueryLanguage;
  /** False where the language itself is refused: its fields are not held against it as well. */
  readonly checksLanguage: boolean;
  /** Reports a SCHEMA_VALIDATION_FAILED. `place` is the location to point at in the text, `location` if absent. */
  report(message: string, location: string, place?: string): void;
}

/** Checks the shape of one value: what it reports, the reader of the AST need not think of. */
export type Shape = (value: Json, context: ShapeContext) => void;

/** A field that an object may or must have. */
export interface FieldShape {
  readonly shape: Shape;
  readonly required?: true;
  /** The only language in which the field exists. */
  readonly only?: QueryLanguage;
}

/** A condition on several fields of an object together. */
export type FieldsRule = (source: JsonObject, context: ShapeContext) => void;

/** An object with known fields; any other field is reported. */
export interface ObjectShape {
  readonly fields: Readonly<Record<string, FieldShape>>;
  readonly rules?: readonly FieldsRule[];
}

/** A field that may be there, in both languages. */
export function optional(shape: Shape): FieldShape {
  return { shape };
}

/** A field that has to be there, in both languages. */
export function required(shape: Shape): FieldShape {
  return { shape, required: true };
}

/** A field that only JSONPath states may have. */
export function jsonPathOnly(shape: Shape): FieldShape {
  return { shape, only: 'JSONPath' };
}

/** A field that only JSONata states may have. */
export function jsonataOnly(shape: Shape): FieldShape {
  return { shape, only: 'JSONata' };
}
