import { doubleOf, type Json } from '@edgestep/shared';

import type { NumberField } from '../compile/compiled-state.ts';
import { jsonText } from '../query/json-text.ts';
import { QueryFailure } from '../query/query-failure.ts';
import type { Scope } from '../query/scope.ts';
import type { Template } from '../query/template.ts';

/** The template of a number that is an expression, to be evaluated with the other fields of its phase. */
export function expressionOf(field: NumberField | undefined): Template | undefined {
  return field?.kind === 'expression' ? field.template : undefined;
}

/**
 * The value of a field that holds a whole number; `evaluated` is what its expression gave. A path may also lead to
 * a text that is a number (recorded behaviour). Throws QueryFailure for what is no whole number, and for an
 * expression that gave one out of the field's range.
 */
export function numberValue(
  field: NumberField | undefined,
  evaluated: Json | undefined,
  scope: Scope,
): number | undefined {
  return valueOf(field, evaluated, scope, INTEGER);
}

/** The same for a field that holds any number: a percentage. */
export function floatValue(
  field: NumberField | undefined,
  evaluated: Json | undefined,
  scope: Scope,
): number | undefined {
  return valueOf(field, evaluated, scope, FLOAT);
}

interface NumberKind {
  readonly name: string;
  readonly accepts: (number: number) => boolean;
}

const INTEGER: NumberKind = { name: 'integer', accepts: Number.isInteger };
const FLOAT: NumberKind = { name: 'float', accepts: Number.isFinite };

function valueOf(
  field: NumberField | undefined,
  evaluated: Json | undefined,
  scope: Scope,
  kind: NumberKind,
): number | undefined {
  if (field === undefined) return undefined;
  if (field.kind === 'constant') return field.value;
  if (field.kind === 'expression') {
    return expressedNumber(field, evaluated ?? null, kind);
  }
  const value = field.path.evaluate(scope);
  const number = numberOf(value);
  if (number !== undefined && kind.accepts(number)) return number;
  const text = typeof value === 'string' ? value : jsonText(value);
  throw new QueryFailure(
    'States.Runtime',
    `The ${field.field} field refers to value "${text}" which is not a valid ${kind.name}: ${field.path.shownText}`,
  );
}

/** What an expression gave must be in the field's range, too: a value that is not is an error of the evaluation. */
function expressedNumber(
  { field, location, range }: Extract<NumberField, { kind: 'expression' }>,
  value: Json,
  kind: NumberKind,
): number {
  const wrong = (problem: string) =>
    new QueryFailure('States.QueryEvaluationError', `The ${field} field ${problem}`, location);
  const number = doubleOf(value);
  if (number === undefined || !kind.accepts(number)) {
    throw wrong(`is not a valid ${kind.name}: ${jsonText(value)}`);
  }
  if (number < range.min) throw wrong(`must not be less than ${range.min}: ${number}`);
  if (number > range.max) throw wrong(`must not be greater than ${range.max}: ${number}`);
  return number;
}

function numberOf(value: Json): number | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : Number(value);
  return doubleOf(value);
}
