import type { Json } from '@edgestep/shared';

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
 * a text that is a number (recorded behaviour). Throws QueryFailure for what is no whole number.
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
    const value = evaluated ?? null;
    if (typeof value === 'number' && kind.accepts(value)) return value;
    throw new QueryFailure(
      'States.QueryEvaluationError',
      `The ${field.field} field is not a valid ${kind.name}: ${jsonText(value)}`,
      field.field,
    );
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

function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined;
}
